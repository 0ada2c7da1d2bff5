// An invented release, the same for the same seed: node test/fixture.mjs OUT [--small-areas N] [--months N]
// It has every state, several levels, two trees, a map, groups, control charts, signals and a partner who sends nothing.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** A small seeded generator (mulberry32), 0 <= x < 1. */
function generator(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const INDICATORS = [
  ['EDU-01', 'persistent-absence', 'Persistent absence', 'Children who miss a tenth of school or more', 'education', 'percent', 'low-is-good', 0.19, -0.002, 'month', 10],
  ['EDU-02', 'suspensions', 'Suspensions', 'Suspensions from school', 'education', 'per_1000', 'low-is-good', 0.02, 0.0001, 'month', null],
  ['CSC-01', 're-referrals', 'Re-referrals within 12 months', 'Children referred to social care again within a year', 'social-care', 'percent', 'low-is-good', 0.22, 0.002, 'month', null],
  ['HOU-01', 'active-homelessness', 'Active homelessness', 'People without a home', 'housing', 'per_10000', 'low-is-good', 0.0021, -0.00001, 'month', null],
  ['POL-01', 'domestic-abuse', 'Domestic abuse incidents', 'Domestic abuse recorded by the police', 'police', 'per_1000', 'neutral', 0.003, 0.00002, 'month', null],
  ['HEA-01', 'child-injury', 'Emergency admissions for injury, under 18', 'Children taken to hospital with an injury', 'health', 'per_10000', 'low-is-good', 0.008, 0, 'month', null],
  ['PHL-01', 'mmr-coverage', 'MMR1 coverage at 24 months', 'Two-year-olds vaccinated against measles', 'public-health', 'percent', 'high-is-good', 0.91, -0.0004, 'month', 95],
  ['INF-01', 'test-positivity', 'Test positivity', 'Positive tests for respiratory infection', 'infection', 'percent', 'low-is-good', 0.08, 0.0002, 'week', null],
  ['SUP-01', 'days-of-supply', 'Days of supply on hand', 'Days that supplies will last', 'supplies', 'days', 'high-is-good', 21, 0, 'month', 14],
];
const THEMES = [['education', 'Education'], ['social-care', 'Social care'], ['housing', 'Housing'], ['police', 'Police'], ['health', 'Health'], ['public-health', 'Public health'], ['infection', 'Infection'], ['supplies', 'Supplies']];
const MULTIPLIER = { percent: 100, per_1000: 1000, per_10000: 10000, days: 1 };
const UNIT_TEXT = { percent: '%', per_1000: 'per 1,000 people', per_10000: 'per 10,000 people', days: 'days' };
const NAMES = ['Ash', 'Birch', 'Copper', 'Dun', 'Elm', 'Fern', 'Glen', 'Haw', 'Iron', 'Juniper', 'Kings', 'Lark', 'Mill', 'North', 'Oak', 'Pine', 'Quarry', 'Rose', 'Stone', 'Thorn'];
const ENDS = ['ford', 'side', 'grove', 'field', 'brook', 'gate', 'hill', 'ley'];

const round = (x, digits) => Math.floor(x * 10 ** digits + 0.5 + 1e-9) / 10 ** digits;
const grouped = (text) => text.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
const show = (x, indicator) => grouped(round(x, indicator.decimals).toFixed(indicator.decimals)) + (indicator.unitText === '%' ? '%' : '');
const unit = (indicator) => (indicator.unitText === '%' ? '' : ` ${indicator.unitText}`);
const wilson = (o, n, z) => {
  const p = o / n;
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const mid = p + (z * z) / (2 * n);
  return [(mid - half) / (1 + (z * z) / n), (mid + half) / (1 + (z * z) / n)];
};
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const day = (date) => date.toISOString().slice(0, 10);
const monthName = (iso) => `${MONTHS[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`;

/** Writes the release's data folder and returns the number of its files. */
export function writeFixture(out, { seed = 7, smallAreas = 60, months = 24, extraIndicators = 0 } = {}) {
  const random = generator(seed);
  const write = (path, content) => {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  };

  const { levels, areas, shapes } = places(random, smallAreas);
  const definitions = [...INDICATORS];
  for (let i = 0; i < extraIndicators; i++) definitions.push([`EXT-${i}`, `extra-${i}`, `Extra outcome ${i}`, `Extra outcome number ${i}`, 'health', 'percent', 'low-is-good', 0.1 + 0.01 * i, 0, 'month', null]);
  const indicators = definitions.map(definition);
  const month = '2026-03';
  const byCode = new Map(areas.map((area) => [area.code, area]));

  const latest = new Map(indicators.map((indicator) => [indicator.slug, new Map()]));
  const seriesOf = new Map();
  const depth = { city: 0, ward: 1, area: 2 };
  for (const area of areas.toSorted((a, b) => depth[a.level] - depth[b.level])) {
    const list = [];
    for (const [n, indicator] of indicators.entries()) {
      if (area.level === 'area' && indicator.slug === 'days-of-supply') continue;
      if (area.code === 'R2' && n > 3) continue;
      list.push(series(random, area, byCode, indicator, definitions[n], months, seriesOf));
    }
    seriesOf.set(area.code, new Map(list.map((one) => [one.indicator, one])));
    const verdicts = list.map((one) => one.trend);
    area.text = list.length === 0 ? undefined
      : `Of ${list.length} outcomes, ${verdicts.filter((t) => t === 'better').length} are getting better, ${verdicts.filter((t) => t === 'worse').length} are getting worse, and ${verdicts.filter((t) => t === 'no_change').length} show no real change.`;
    write(`area/${area.slug}.json`, { place: area.code, slug: area.slug, series: list });
    const groups = list.flatMap((one) => groupsOf(random, area, indicators.find((i) => i.slug === one.indicator), one));
    if (groups.length > 0) write(`area/${area.slug}/groups.json`, { place: area.code, slug: area.slug, indicators: groups });
    for (const one of list) latest.get(one.indicator).set(area.code, one);
  }
  write('areas.json', { levels, areas });
  write('indicators.json', { themes: THEMES.map(([theme, name]) => ({ theme, name })), indicators });
  for (const indicator of indicators) write(`indicator/${indicator.slug}/latest.json`, latestOf(indicator, levels, areas, latest.get(indicator.slug)));
  write('geo/area.geo.json', shapes);
  write('signals.json', signals(areas));
  write('quality.json', quality());
  write('changes.json', {
    previous: '2026-02', previousRelease: '0123456789abcdef', text: 'One outcome is new, one partner sent corrected files, and 41 earlier numbers moved a little.',
    added: [{ indicator: 'suspensions', text: 'Suspensions are published for the first time.' }], removed: [], redefined: [],
    corrections: [{ partner: 'northside', contract: 'school-attendance', key: '2026-01', text: 'Northside Schools sent January 2026 again.' }],
    revisions: [{ indicator: 'persistent-absence', compared: 1400, changed: 41, added: 120, causes: [{ cause: 'correction', count: 41 }, { cause: 'new_data', count: 120 }], medianChange: 0.2, largestChange: 1.1, text: '41 of 1,400 numbers changed, by 0.2 points in the middle and 1.1 at most.' }],
  });
  write('actions.json', {
    asAt: '2026-03-31', text: '1 outcome is off track. 3 actions are promised, 1 of them overdue.',
    outcomes: [
      { indicator: 'persistent-absence', place: 'C1', offTrack: true, quality: 'good', text: 'Off track, as it is getting worse.', actions: [action('A-1', '2026-02-28', true), action('A-2', '2026-06-30', false)] },
    ],
    unlinked: [{ ...action('A-3', '2026-06-30', false), indicator: 'XX-99', place: 'C1', why: 'This release has no outcome XX-99.' }],
  });
  const judged = (value) => ({ value, standardError: 0.002 });
  write('evaluation.json', {
    measures: [{ measure: 'false_positive_rate', name: 'False alarms', text: 'Share of the periods before the outbreak that raise an alarm.' }, { measure: 'detection', name: 'Outbreaks found', text: 'Share of the outbreaks with an alarm in any of their periods.' }],
    benchmarks: [{ benchmark: 'weekly', seed: 1, replicates: 100, scenarios: 42, limit: 'own', methods: [{ detector: 'ears-c2', name: 'EARS C2', worstFalsePositiveRate: 0.061, values: { false_positive_rate: judged(0.031), detection: judged(0.412) } }] }],
  });
  write('pathway/to-school.json', pathway(areas, seriesOf));
  const header = 'indicator,place,period_start,period_end,state,value\r\n';
  for (const indicator of indicators) write(`download/${indicator.slug}.csv`, header);
  write('download/changes.csv', 'indicator,place,why\r\n');
  write('download/all.csv.gz', gzipSync(header, { level: 9 }));
  write('download/dictionary.csv', 'file,column,type,unit,description,values,null_means\r\ncsv,value,number,,The value,,the state says why\r\n');
  return manifest(out, write, month);
}

function action(id, due, overdue) {
  return { action: id, owner: 'Attendance board', commitment: 'A named worker for every child who misses school.', story: 'Absence fell more slowly in the poorest wards.', due, status: 'under_way', updated: null, overdue, text: overdue ? 'Under way, overdue since 28 February 2026.' : 'Under way, due 30 June 2026.' };
}

function pathway(areas, seriesOf) {
  const stages = ['persistent-absence', 're-referrals'];
  const chain = (code) => {
    const steps = stages.map((slug, n) => {
      const one = seriesOf.get(code).get(slug);
      const value = one?.latest == null ? null : one.value[one.latest];
      return { state: value === null ? 'suppressed' : 'reported', value, lower95: value === null ? null : one.lower95[one.latest], upper95: value === null ? null : one.upper95[one.latest], quality: value === null ? null : 'good', periodStart: '2026-03-01', periodEnd: '2026-03-31', benchmark: 15, score: value === null ? null : round(n - 2.5, 1) };
    });
    const weakest = steps.findIndex((step) => step.score !== null);
    return { stages: steps, weakest: weakest < 0 ? null : weakest, text: 'The weakest link is “In school”, 2.5 standard errors worse than its benchmark.' };
  };
  return {
    pathway: 'to-school', version: '1.0.0', name: 'To school', sentence: 'How children get to school.', rationale: 'It shows where they are lost.', source: 'A test.',
    stages: [{ indicator: stages[0], name: 'In school', benchmark: 'An aim' }, { indicator: stages[1], name: 'Safe at home', benchmark: 'An aim' }],
    places: areas.filter((area) => area.level !== 'area').toSorted((a, b) => (a.code < b.code ? -1 : 1)).map((area) => ({ place: area.code, ...chain(area.code), groups: area.level === 'city' ? [{ groupBy: 'sex', group: 'M', name: 'Boys and men', ...chain(area.code) }] : [] })),
  };
}

function places(random, smallAreas) {
  const levels = [
    { level: 'city', name: 'city', plural: 'cities', geometry: false },
    { level: 'ward', name: 'ward', plural: 'wards', geometry: false },
    { level: 'area', name: 'neighbourhood', plural: 'neighbourhoods', geometry: true },
  ];
  const area = (code, name, level, parent, population, quintile) => ({
    code, slug: `${name.toLowerCase().replace(/[^a-z]+/g, '-')}-${code.toLowerCase()}`, name, alternativeNames: [], level, parent, population,
    deprivationQuintile: quintile, validFrom: '2019-04-01', validTo: null,
  });
  const areas = [area('C1', 'Millbrook', 'city', null, 0, null), area('R2', 'Élan Valley', 'city', null, 5200, null)];
  areas[0].slug = 'millbrook';
  areas[1].slug = 'elan-valley';
  const wards = Math.max(2, Math.round(smallAreas / 10));
  const side = Math.ceil(Math.sqrt(smallAreas));
  const features = [];
  for (let w = 0; w < wards; w++) areas.push(area(`W${String(w + 1).padStart(3, '0')}`, `${NAMES[w % 20]}${ENDS[(w * 3 + Math.floor(w / 20)) % 8]}`, 'ward', 'C1', 0, null));
  const corner = (x, y) => [round(-2.2 + 0.011 * (x + 0.35 * Math.sin(3 * y + x)), 5), round(53.4 + 0.007 * (y + 0.3 * Math.cos(2 * x + y)), 5)];
  for (let i = 0; i < smallAreas; i++) {
    const ward = areas[2 + Math.floor((i * wards) / smallAreas)];
    const population = 900 + Math.floor(random() * 2400);
    const one = area(`A${String(i + 1).padStart(4, '0')}`, `${ward.name} ${['North', 'South', 'East', 'West', 'Green', 'Park', 'Bridge', 'Station', 'Old Town', 'Cross'][i % 10]}${smallAreas > 400 ? ` ${i}` : ''}`, 'area', ward.code, population, 1 + ((i * 7) % 5));
    if (i === 0) one.alternativeNames.push('MB1 4QZ');
    ward.population += population;
    areas[0].population += population;
    areas.push(one);
    const [x, y] = [i % side, Math.floor(i / side)];
    features.push({ type: 'Feature', properties: { place: one.code }, geometry: { type: 'Polygon', coordinates: [[corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1), corner(x, y)]] } });
  }
  areas.sort((a, b) => (a.code < b.code ? -1 : 1));
  return { levels, areas, shapes: { type: 'FeatureCollection', attribution: 'invented shapes, public domain', features } };
}

function definition([id, slug, name, plainName, theme, unitName, polarity, , , step, target]) {
  const people = unitName === 'days' ? null : 'Everybody who could be counted.';
  return {
    id, slug, version: '1.0.0', name, plainName, theme,
    sentence: `${plainName}, as the partners record it.`, rationale: 'It tells early whether things go well, and partners can do something about it.',
    numeratorText: `${name}: those counted.`, denominatorText: people, unit: unitName, unitText: UNIT_TEXT[unitName], multiplier: MULTIPLIER[unitName],
    decimals: 1, polarity, method: unitName === 'days' ? 'mean' : 'wilson', methodText: unitName === 'days' ? 'The mean with Student’s interval.' : 'The share with Wilson’s score interval.',
    formula: `${MULTIPLIER[unitName]} × counted / out of`, step, window: 'period', serialInterval: step === 'week' ? { mean: 4.7, sd: 2.9, source: 'Nishiura and others 2020' } : null, windowText: step === 'week' ? 'one week' : 'one month',
    levels: ['city', 'ward', 'area'], groups: slug === 'persistent-absence' ? ['sex', 'deprivation_quintile'] : [], target,
    quality: 'Good when all of what was due came; else to be used with care.',
    suppression: { threshold: 5, text: 'Counts from 1 to 4 are hidden, and what would give them away.' },
    sources: [{ contract: `${theme}-export`, name: `${name} export`, partners: ['Northside Schools'], licence: null }],
    caveats: slug === 'test-positivity' ? ['People with symptoms are tested more often.'] : [], owner: 'Outcomes group', purpose: 'child-wellbeing',
    changes: [], dataThrough: '2026-03-31', vintage: '2026-04-09T07:30:00Z',
  };
}

function series(random, area, byCode, indicator, [, , , , , unitName, polarity, base, slope, step], months, seriesOf) {
  const count = step === 'week' ? months * 4 : months;
  const people = Math.max(30, Math.round((area.population ?? 1000) * (unitName === 'percent' ? 0.12 : 1)));
  const shift = area.level === 'city' ? 1 : 0.75 + 0.5 * random();
  const columns = { value: [], lower95: [], upper95: [], lower998: [], upper998: [], numerator: [], denominator: [] };
  const state = [];
  const ranges = [];
  const push = (values) => Object.keys(columns).forEach((column, i) => columns[column].push(values[i]));
  for (let i = 0; i < count; i++) {
    const outbreak = step === 'week' && area.code === 'A0003' && i >= count - 3 ? 4 : 1;
    const level = Math.min(0.995, Math.max(0, (base + slope * i) * (base > 0.8 ? 1 + (shift - 1) * 0.1 : shift) * outbreak));
    let kind = i === count - 1 && step === 'month' ? 'provisional' : 'reported';
    if (indicator.slug === 're-referrals' && i >= 9 && i <= 10) kind = 'not_submitted';
    if (indicator.slug === 'child-injury' && area.code === 'A0005') kind = 'not_applicable';
    if (indicator.slug === 'suspensions' && i === 4) kind = 'failed_validation';
    if (indicator.slug === 'domestic-abuse' && area.level === 'area' && i < 6) kind = 'withheld';
    if (unitName === 'days') {
      const value = base * shift * (0.9 + 0.2 * random());
      if (area.code === 'R2') kind = 'too_few';
      if (kind === 'reported' || kind === 'provisional') push([round(value, 2), round(value * 0.9, 2), round(value * 1.1, 2), round(value * 0.85, 2), round(value * 1.15, 2), null, null]);
      else push(Array(7).fill(null));
    } else {
      const spread = Math.sqrt(people * Math.min(level, 1) * (1 - Math.min(level, 1)));
      const o = Math.min(people, Math.max(0, Math.round(people * level + spread * (random() + random() + random() - 1.5))));
      if (kind === 'reported' && o > 0 && o < 5) {
        kind = 'suppressed';
        ranges.push({ index: i, of: 'numerator', low: 0, high: 9 });
      } else if (kind === 'provisional' && o > 0 && o < 5) kind = 'suppressed';
      if (kind === 'reported' || kind === 'provisional') {
        const m = indicator.multiplier;
        const [l95, u95] = wilson(o, people, 1.959963985);
        const [l998, u998] = wilson(o, people, 3.090232306);
        push([round((m * o) / people, 2), round(m * l95, 2), round(m * u95, 2), round(m * l998, 2), round(m * u998, 2), o, people]);
      } else push(Array(7).fill(null));
    }
    state.push(kind);
  }
  const shown = columns.value.map((value, i) => (value === null ? -1 : i)).filter((i) => i >= 0);
  const last = shown.length === 0 ? count - 1 : shown.at(-1);
  const start = step === 'week' ? day(new Date(Date.UTC(2026, 2, 30) - (count - 1) * 7 * 86400000)) : day(new Date(Date.UTC(2026, 2 - (count - 1), 1)));
  const parent = area.parent === null ? null : seriesOf.get(area.parent)?.get(indicator.slug) ?? null;
  const trend = shown.length < 8 ? 'too_few' : slope === 0 || area.level === 'area' ? 'no_change'
    : polarity === 'neutral' ? (slope > 0 ? 'rising' : 'falling') : (slope < 0) === (polarity === 'low-is-good') ? 'better' : 'worse';
  const result = { indicator: indicator.slug, version: '1.0.0', start, step, latest: last, ...columns, state: runs(state), ...(step === 'month' && area.code === 'W002' ? { denominatorDate: [[null, 2], ['2024-06-30', count - 2]], breaks: [6] } : {}), trend, ...behind(area, columns.value[last], last) };
  if (unitName === 'days') {
    delete result.numerator;
    delete result.denominator;
  }
  if (ranges.length > 0) result.ranges = ranges;
  let against = 'not_compared';
  if (parent !== null) {
    result.parentValue = parent.value;
    const value = columns.value[last];
    const p = parent.value[last];
    if (value !== null && p !== null) {
      const side = columns.lower95[last] > p ? 1 : columns.upper95[last] < p ? -1 : 0;
      against = side === 0 ? 'similar' : polarity === 'neutral' ? (side > 0 ? 'higher' : 'lower') : (side < 0) === (polarity === 'low-is-good') ? 'better' : 'worse';
    }
    result.comparison = { place: area.parent, comparison95: against, comparison998: against };
  }
  if (shown.length >= 12) result.spc = control(columns.value, indicator, polarity, area);
  result.text = sentences(result, area, parent === null ? null : byCode.get(area.parent), indicator, state, last, step, start);
  return result;
}

/** The first ward misses a partner. */
function behind(area, value, last) {
  if (value === null) return { quality: null, care: [] };
  const careful = area.code === 'W001';
  return {
    quality: { verdict: careful ? 'care' : 'good', completeness: careful ? 50 : 100, timeliness: null, acceptance: 99.2, denominatorMonths: null, flow: null },
    care: careful ? [last] : [],
  };
}

function runs(state) {
  const found = [];
  for (const one of state) {
    if (found.at(-1)?.[0] === one) found.at(-1)[1]++;
    else found.push([one, 1]);
  }
  return found;
}

function control(value, indicator, polarity, area) {
  const known = value.filter((v) => v !== null);
  const mean = known.reduce((a, b) => a + b, 0) / known.length;
  let moves = 0;
  for (let i = 1; i < known.length; i++) moves += Math.abs(known[i] - known[i - 1]);
  const limit = (2.66 * moves) / (known.length - 1);
  const code = (v) => {
    if (v === null) return null;
    if (Math.abs(v - mean) <= limit * 0.8) return 'common_cause';
    if (polarity === 'neutral') return v > mean ? 'neutral_high' : 'neutral_low';
    return (v > mean) === (polarity === 'high-is-good') ? 'improvement' : 'concern';
  };
  const point = value.map(code);
  const fill = (x) => value.map(() => round(x, 2));
  const assurance = indicator.target === null || area.level === 'area' ? 'no_target' : mean - limit > indicator.target === (polarity === 'high-is-good') ? 'pass' : 'hit_and_miss';
  return { mean: fill(mean), lower: fill(Math.max(0, mean - limit)), upper: fill(mean + limit), point, variation: point.findLast((p) => p !== null), assurance };
}

const WORD = { better: 'Getting better', worse: 'Getting worse', rising: 'Rising', falling: 'Falling', no_change: 'No real change', too_few: 'Too few to say' };

function sentences(one, area, parent, indicator, state, last, step, start) {
  const value = one.value[last];
  const period = step === 'week'
    ? `the week of ${Number(day(new Date(Date.parse(`${start}T00:00:00Z`) + last * 604800000)).slice(8))} ${monthName(day(new Date(Date.parse(`${start}T00:00:00Z`) + last * 604800000)))}`
    : monthName(day(new Date(Date.UTC(Number(start.slice(0, 4)), Number(start.slice(5, 7)) - 1 + last, 1))));
  const text = { title: `${WORD[one.trend]}: ${indicator.plainName.charAt(0).toLowerCase()}${indicator.plainName.slice(1)}` };
  text.summary = value === null ? 'No number can be shown for this place.'
    : `${show(value, indicator)}${unit(indicator)} (95% confidence interval: ${show(one.lower95[last], indicator)} to ${show(one.upper95[last], indicator)}) in ${period}${state[last] === 'provisional' ? ', provisional' : ''}.`;
  text.trend = { too_few: 'There are too few points for a verdict.', no_change: 'What change there is can be chance.' }[one.trend] ?? 'The change over the last two years is more than chance.';
  if (parent !== null && value !== null && one.parentValue[last] !== null) text.comparison = `${parent.name} is at ${show(one.parentValue[last], indicator)}${unit(indicator)}.`;
  if (one.spc) text.spc = `The last point is ${one.spc.variation === 'common_cause' ? 'within' : 'outside'} its usual range of ${show(one.spc.lower[0], indicator)} to ${show(one.spc.upper[0], indicator)}${unit(indicator)}.`;
  if (state.includes('not_submitted')) text.note = 'Two months were not sent.';
  if (one.quality !== null) text.quality = one.quality.verdict === 'care' ? 'Use with care: 50% of what was due came.' : 'The data behind it is good: all that was due came.';
  if (step === 'week' && value !== null) text.growth = 'Over the 5 weeks to 5 April 2026: doubling about every 9 days (6 to 16).';
  return text;
}

function groupsOf(random, area, indicator, one) {
  if (indicator.groups.length === 0) return [];
  const people = Math.round((area.population ?? 0) * 0.12);
  const row = (group, name, share, rate, hidden) => {
    const n = Math.round(people * share);
    const o = Math.round(n * rate);
    if (hidden || n < 20) return { group, name, state: n < 20 && !hidden ? 'too_few' : 'suppressed', value: null, lower95: null, upper95: null, lower998: null, upper998: null, numerator: null, denominator: null, quality: null };
    const [a, b] = wilson(o, n, 1.959963985);
    const [c, d] = wilson(o, n, 3.090232306);
    return { group, name, state: 'reported', value: round((100 * o) / n, 2), lower95: round(100 * a, 2), upper95: round(100 * b, 2), lower998: round(100 * c, 2), upper998: round(100 * d, 2), numerator: o, denominator: n, quality: 'good' };
  };
  const small = area.level === 'area';
  const breakdown = (groupBy, groups, title, inequality) => {
    const shown = groups.filter((group) => group.value !== null);
    return {
      groupBy, groups, inequality: shown.length < 2 ? null : inequality, unknownShare: 1.5,
      text: { title, summary: shown.length === 0 ? 'All groups are too small to show.' : shown.map((group) => `${group.name}: ${show(group.value, indicator)}`).join('. ') + '.' },
    };
  };
  const rate = 0.15 + 0.1 * random();
  const sex = [row('F', 'Girls', 0.49, rate * 0.97, false), row('M', 'Boys', 0.5, rate * 1.03, false), row('unknown', 'Not known', 0.01, rate, small)];
  const result = [breakdown('sex', sex, 'Girls and boys are much alike', null)];
  if (!small) {
    const quintiles = [1, 2, 3, 4, 5].map((q) => row(String(q), ['Most deprived fifth', 'Second fifth', 'Middle fifth', 'Fourth fifth', 'Least deprived fifth'][q - 1], 0.2, rate * (1.5 - 0.2 * q), false));
    const measure = (value, off) => ({ value: round(value, 2), lower95: round(value - off, 2), upper95: round(value + off, 2) });
    const difference = quintiles[0].value !== null && quintiles[4].value !== null ? quintiles[0].value - quintiles[4].value : null;
    const inequality = difference === null ? null : {
      ordered: true, worse: '1', better: '5', gap: measure(difference, 3), ratio: measure(quintiles[0].value / quintiles[4].value, 0.4),
      slopeIndex: measure(1.2 * difference, 3), relativeIndex: measure(1.9, 0.4), concentration: measure(0.08, 0.02), disparity: null,
      obstacle: null, unknown: { low: round(difference - 1, 2), high: round(difference + 1, 2) },
      text: `People in the most deprived fifth fare worse: a gap of ${round(difference, 1)} percentage points.`,
    };
    result.push(breakdown('deprivation_quintile', quintiles, 'More in the most deprived neighbourhoods', inequality));
  }
  return [{ indicator: one.indicator, periodStart: '2026-03-01', periodEnd: '2026-03-31', breakdowns: result }];
}

function latestOf(indicator, levels, areas, found) {
  return {
    indicator: indicator.slug, version: '1.0.0',
    levels: levels.flatMap(({ level, plural }) => {
      const rows = areas.filter((area) => area.level === level && found.has(area.code)).map((area) => {
        const one = found.get(area.code);
        const i = one.value.length - 1;
        const states = one.state.flatMap(([state, times]) => Array(times).fill(state));
        return {
          place: area.code, state: states[i], value: one.value[i], lower95: one.lower95[i], upper95: one.upper95[i], lower998: one.lower998[i], upper998: one.upper998[i],
          numerator: one.numerator?.[i] ?? null, denominator: one.denominator?.[i] ?? null,
          comparison95: one.value[i] === null ? 'not_compared' : one.comparison?.comparison95 ?? 'not_compared', comparison998: one.value[i] === null ? 'not_compared' : one.comparison?.comparison998 ?? 'not_compared',
          variation: one.spc?.variation ?? 'not_assessed', bin: null, quality: one.value[i] === null ? null : one.quality.verdict,
        };
      });
      if (rows.length === 0) return [];
      const values = rows.map((row) => row.value).filter((value) => value !== null).sort((a, b) => a - b);
      const breaks = level === 'area' && values.length >= 5 ? [...new Set([0.2, 0.4, 0.6, 0.8].map((q) => values[Math.floor(q * values.length)]))] : [];
      for (const row of rows) {
        if (row.value === null) continue;
        row.bin = breaks.filter((edge) => row.value >= edge).length;
        row.rankLow = 1 + rows.filter((other) => other.lower95 !== null && other.lower95 > row.upper95).length;
        row.rankHigh = rows.filter((other) => other.value !== null && other.upper95 >= row.lower95).length;
      }
      const end = indicator.step === 'week' ? ['2026-03-30', '2026-04-05'] : ['2026-03-01', '2026-03-31'];
      const summary = values.length === 0 ? `No number can be shown for the ${plural}.` : `${plural.charAt(0).toUpperCase()}${plural.slice(1)} range from ${show(values[0], indicator)} to ${show(values.at(-1), indicator)}${unit(indicator)}.`;
      return [{ level, periodStart: end[0], periodEnd: end[1], breaks, places: rows, text: { title: `${indicator.plainName} across ${plural}`, summary } }];
    }),
  };
}

function signals(areas) {
  const found = (detector, state, observed) => ({ detector, date: '2026-03-30', state, observed, expected: 8.2, threshold: 15.5, score: observed === null ? null : 2.7, pValue: 0.00012, qValue: observed === null ? null : 0.004, treeQValue: observed === null ? null : 0.006, version: '1.0', baseline: { first: '2021-01-04', last: '2026-01-26', counts: 260 } });
  const around = { start: '2026-03-02', observed: [7, 9, null, 28, 21], expected: [8, 8, 8.1, 8.2, 8.2], threshold: [15, 15, 15.3, 15.5, 15.5] };
  const more = (open) => ({ standsOut: open || null, peak: open ? '2026-03-30' : null, excess: open ? 32.4 : null, drivers: [], around: open ? around : null });
  return {
    text: `${areas.length} series were tested. About 0.3 signals are expected by chance alone in a week; 2 are new or going on.`,
    through: '2026-04-05', testedSeries: areas.length, expectedFalse: 0.3, falseDiscoveryRate: 0.1,
    detectors: [
      { detector: 'ears-c2', name: 'EARS C2', alpha: null, text: 'Compares a day with the week before last; above three standard deviations it signals.' },
      { detector: 'farrington-flexible', name: 'Farrington flexible', alpha: 0.005, text: 'Compares a week with the same weeks of earlier years, allowing for trend and past outbreaks.' },
    ],
    clusters: [
      { indicator: 'test-positivity', step: 'week', centre: 'A0003', places: ['A0003', 'A0004'], radius: 1.2, first: '2026-03-23', last: '2026-04-05', state: 'reported', observed: 51, expected: 24.3, relativeRisk: 2.1, pValue: 0.0031, recurrenceDays: 2258, text: 'More than expected in two places near each other: 51 counted and 24.3 expected.' },
      { indicator: 'test-positivity', step: 'week', centre: 'A0009', places: ['A0009'], radius: 0, first: '2026-03-30', last: '2026-04-05', state: 'suppressed', observed: null, expected: null, relativeRisk: null, pValue: null, recurrenceDays: null, text: 'More than expected; the numbers are hidden to protect people.' },
    ],
    nowcasts: [{ indicator: 'test-positivity', place: 'A0003', step: 'week', dates: ['2026-03-23', '2026-03-30'], observed: [28, 21], estimate: [29, 30], lower50: [28, 27], upper50: [30, 33], lower95: [28, 23], upper95: [33, 41], text: '21 so far in the week of 30 March 2026; about 30 once all is in (95% interval 23 to 41).' }],
    reproduction: [{ indicator: 'test-positivity', place: 'A0003', first: '2026-03-30', last: '2026-04-05', mean: 1.31, lower95: 1.08, upper95: 1.56, course: { start: '2026-04-02', mean: [1.1, null, 1.25, 1.31], lower95: [0.9, null, 1, 1.08], upper95: [1.4, null, 1.5, 1.56] }, text: 'Over the 7 days to 5 April 2026: 10 cases infect about 13 others (11 to 16): growing.' }],
    artefacts: [{ indicator: 'test-positivity', place: 'A0005', step: 'week', date: '2026-02-16', kind: 'backlog', text: '54 is no signal: more than expected, and no more than the periods before it were short of.' }],
    episodes: [
      { id: 'test-positivity/A0003/2026-03-16', indicator: 'test-positivity', place: 'A0003', step: 'week', direction: 'high', first: '2026-03-16', last: '2026-03-30', status: 'ongoing', text: '28 positive tests were seen where 8.2 were expected.', detectors: [found('ears-c2', 'reported', 28), found('farrington-flexible', 'reported', 28)], ...more(true) },
      { id: 'test-positivity/A0009/2026-03-30', indicator: 'test-positivity', place: 'A0009', step: 'week', direction: 'high', first: '2026-03-30', last: '2026-03-30', status: 'new', text: 'More positive tests than expected; the number is hidden to protect people.', detectors: [found('farrington-flexible', 'suppressed', null)], ...more(false) },
      { id: 'test-positivity/A0012/2025-11-03', indicator: 'test-positivity', place: 'A0012', step: 'week', direction: 'low', first: '2025-11-03', last: '2025-11-10', status: 'ended', text: 'Fewer positive tests than expected.', detectors: [found('farrington-flexible', 'reported', 2)], ...more(false) },
    ],
  };
}

function quality() {
  const delivery = (i, status, extra = {}) => {
    const key = day(new Date(Date.UTC(2026, 2 - i, 1))).slice(0, 7);
    const received = 4000 - 11 * i;
    return { key, period: key, version: status === 'refused' ? null : '1.1.0', receivedAt: `${day(new Date(Date.UTC(2026, 3 - i, 9)))}T07:30:00Z`, status, reason: null, received, accepted: received - 12, rejected: 7, duplicate: 3, ignored: 2,
      findings: [{ code: 'type-error', severity: 'error', column: 'date_of_birth', count: 5 }, { code: 'constraint-error', severity: 'error', column: 'sex', count: 2 }], ...extra };
  };
  const refused = { received: 0, accepted: 0, rejected: 0, duplicate: 0, ignored: 0, reason: 'The header lacks the column "pupil number".', findings: [{ code: 'missing-label', severity: 'error', column: 'pupil_number', count: 1 }] };
  const feed = (contract, name, status, lastPeriod, text, deliveries) => ({ contract, name, cadence: 'month', dueDays: 14, status, lastPeriod, text, deliveries });
  return {
    text: 'Of 3 partners, one sent everything in time, one is late and one sent nothing this month.',
    partners: [
      { partner: 'harbour-trust', name: 'Harbour Trust', feeds: [feed('charity-support', 'Support cases', 'missing', '2026-01', 'February and March 2026 were not sent.', [delivery(2, 'accepted')])] },
      { partner: 'northside', name: 'Northside Schools', feeds: [feed('school-attendance', 'School attendance', 'on_time', '2026-03', 'March 2026 came on 9 April, in time.', [delivery(0, 'accepted'), delivery(0, 'superseded'), delivery(0, 'refused', refused), ...Array.from({ length: 23 }, (_, i) => delivery(i + 1, 'accepted'))])] },
      { partner: 'st-marys', name: "St Mary's Hospital", feeds: [feed('hospital-episodes', 'Hospital episodes', 'late', '2026-03', 'March 2026 came 4 days late.', Array.from({ length: 24 }, (_, i) => delivery(i, 'accepted')))] },
    ],
    indicators: [
      { indicator: 'persistent-absence', partner: 'northside', contract: 'school-attendance', verdict: 'good', periodsExpected: 24, periodsReceived: 24, rejectedPercent: 0.2, text: 'All 24 months are there.' },
      { indicator: 're-referrals', partner: 'harbour-trust', contract: 'charity-support', verdict: 'incomplete', periodsExpected: 24, periodsReceived: 22, rejectedPercent: 0.2, text: 'Two months are missing.' },
    ],
    checks: [{ check: 'small numbers', result: 'passed', text: 'No hidden count can be found by subtraction.' }, { check: 'volume', result: 'warned', text: 'Harbour Trust sent no rows.' }],
  };
}

function manifest(out, write, month) {
  const files = [];
  const walk = (folder) => {
    for (const name of readdirSync(folder).sort()) {
      const file = join(folder, name);
      if (statSync(file).isDirectory()) walk(file);
      else files.push(file);
    }
  };
  walk(out);
  const entries = files.map((file) => {
    const content = readFileSync(file);
    return { path: relative(out, file).replaceAll('\\', '/'), bytes: content.length, sha256: createHash('sha256').update(content).digest('hex'), rows: null, description: file.endsWith('.json') ? 'Data of the pages' : 'Table to download' };
  }).sort((a, b) => (a.path < b.path ? -1 : 1));
  const release = createHash('sha256').update(entries.map((entry) => `${entry.path} ${entry.sha256}\n`).join('')).digest('hex').slice(0, 16);
  write('manifest.json', {
    schemaVersion: '1.0.0', release, title: 'Millbrook', purpose: 'What the schools, services and public health of Millbrook know together, for everyone who lives or works here.',
    month, asOf: null, receivedThrough: '2026-04-09T07:30:00Z', pipeline: { version: '0.1.0', commit: null },
    licence: { name: 'Open Government Licence v3.0', url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/' },
    partners: [{ partner: 'harbour-trust', name: 'Harbour Trust' }, { partner: 'northside', name: 'Northside Schools' }, { partner: 'st-marys', name: "St Mary's Hospital" }],
    example: true, files: entries,
  });
  return entries.length + 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [out, ...rest] = process.argv.slice(2);
  const option = (name, fallback) => (rest.includes(name) ? Number(rest[rest.indexOf(name) + 1]) : fallback);
  const count = writeFixture(out, { smallAreas: option('--small-areas', 60), months: option('--months', 24), extraIndicators: option('--extra-indicators', 0) });
  process.stdout.write(`${count} files written to ${out}\n`);
}
