import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatInterval, formatValue } from '../../src/format';
import { states } from '../../src/release/periods';
import { InconsistentRelease } from '../../src/release/check';
import { MissingInput, Release } from '../../src/release/release';
import type { AreaFile, LatestFile } from '../../src/release/types';
import { siteFiles } from '../../src/site';
import { STATE } from '../../src/words';
import { writeFixture } from '../fixture.mjs';
import { figures, ids, links, rows, summary, text } from '../html';

const data = mkdtempSync(join(tmpdir(), 'release-'));
const site = new Map<string, string>();
let release: Release;

beforeAll(() => {
  writeFixture(data, { smallAreas: 30 });
  release = new Release(data);
  for (const file of siteFiles(release, 'body{}', '"use strict"')) {
    expect(site.has(file.path), `${file.path} is written once`).toBe(false);
    site.set(file.path, file.content);
  }
});
afterAll(() => rmSync(data, { recursive: true }));

const pages = () => [...site].filter(([path]) => path.endsWith('.html'));
const read = <T>(path: string) => JSON.parse(readFileSync(join(data, path), 'utf8')) as T;

describe('every page', () => {
  it('has a title, one h1, a description, unique ids, headings without gaps', () => {
    expect(pages().length).toBeGreaterThan(250);
    for (const [path, html] of pages()) {
      expect(html.match(/<h1\b/g), path).toHaveLength(1);
      expect(/<title>[^<]+<\/title>/.test(html) && /<meta name="description" content="[^"]+"/.test(html), path).toBe(true);
      expect(new Set(ids(html)).size, `${path}: ids`).toBe(ids(html).length);
      const headings = [...html.matchAll(/<h([1-6])\b/g)].map((match) => Number(match[1]));
      headings.forEach((level, i) => expect(level - (headings[i - 1] ?? 0), `${path}: heading ${i}`).toBeLessThanOrEqual(1));
    }
  });

  it('links only to what is there', () => {
    const broken: string[] = [];
    for (const [path, html] of pages()) {
      for (const link of links(html)) {
        if (/^https:/.test(link)) continue;
        const [file = '', fragment] = link.split('#');
        const target = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), file));
        const content = site.get(target) ?? (target.startsWith('data/') ? tryRead(target.slice(5)) : undefined);
        if (content === undefined || /^\/|^\w+:/.test(link)) broken.push(`${path} -> ${link}`);
        else if (fragment !== undefined && fragment !== '' && !ids(content).includes(fragment)) broken.push(`${path} -> ${link} (fragment)`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('loads nothing from elsewhere and carries no style or script of its own', () => {
    for (const [path, html] of pages()) {
      expect(html.includes('Content-Security-Policy'), path).toBe(true);
      expect(/<(?:script|link|img|iframe)\b[^>]*(?:src|href)="(?:https?:)?\/\//.test(html), path).toBe(false);
      expect(/\sstyle="|<style\b|\son\w+="|<script(?![^>]*\bsrc=)/.test(html), path).toBe(false);
      expect(/\b(?:undefined|NaN|\[object)/.test(text(html)), path).toBe(false);
    }
  });

  it('shows every chart with title, numbers in words, table and CSV file', () => {
    let charts = 0;
    for (const [path, html] of pages()) {
      for (const figure of figures(html)) {
        charts++;
        expect(/<figcaption><h2>[^<]+<\/h2>/.test(figure), path).toBe(true);
        expect(summary(figure).length, path).toBeGreaterThan(10);
        expect(/<table\b.*<caption\b.*<th scope="col"/s.test(figure), path).toBe(true);
        expect(links(figure).some((link) => link.endsWith('.csv')), path).toBe(true);
        for (const svg of figure.match(/<svg class="(?:picture|map)[^>]*>(?:<[^>]+>)?/g) ?? []) expect(svg, path).toMatch(/role="img" aria-labelledby=/);
      }
    }
    expect(charts).toBeGreaterThan(400);
  });
});

describe('numbers', () => {
  it('in the tables of series are those of the release, and nothing stands where there is none', () => {
    let hidden = 0;
    for (const area of release.areas) {
      for (const series of read<AreaFile>(`area/${area.slug}.json`).series) {
        const indicator = release.indicator(series.indicator);
        const html = site.get(`area/${area.slug}/${series.indicator}/index.html`) as string;
        const figure = figures(html).find((candidate) => candidate.includes('id="trend"')) as string;
        const table = rows(figure).reverse();
        const state = states(series);
        const first = state.length - table.length;
        table.forEach((cells, n) => {
          const i = first + n;
          const value = series.value[i] ?? null;
          const kind = state[i] as keyof typeof STATE;
          if (value === null) {
            hidden++;
            expect(cells[1]).toBe(`${STATE[kind].symbol} ${STATE[kind].short}`);
            expect(cells[2]).toBe('');
            if (series.numerator !== undefined && !series.ranges?.some((range) => range.index === i)) expect(cells[3]).toBe('');
          } else {
            expect(cells[1]).toBe(formatValue(value, indicator) + (kind === 'provisional' ? ' p' : '') + (series.care.includes(i) ? ' !' : ''));
            expect(cells[2]).toBe(formatInterval(series.lower95[i], series.upper95[i], indicator));
          }
        });
        expect(summary(figure)).toBe(series.text.summary);
        const latest = series.latest === null ? null : series.value[series.latest] ?? null;
        if (latest !== null) {
          expect(summary(figure)).toContain(formatValue(latest, indicator));
          expect(summary(figure)).toContain(formatInterval(series.lower95[series.latest as number], series.upper95[series.latest as number], indicator));
        } else expect(summary(figure)).not.toMatch(/\d/);
      }
    }
    expect(hidden).toBeGreaterThan(100);
  });

  it('say what data is behind them', () => {
    const ward = release.areas.find((area) => area.code === 'W001') as { slug: string };
    const page = text(site.get(`area/${ward.slug}/persistent-absence/index.html`) as string);
    expect(page).toContain('Data behind it Use with care Use with care: 50% of what was due came.');
    expect(text(site.get(`area/${ward.slug}/index.html`) as string)).toContain('Use with care: the data behind it');
    const city = text(site.get('area/millbrook/persistent-absence/index.html') as string);
    expect(city).toContain('Data behind it Good');
    expect(text(site.get('methods/persistent-absence/index.html') as string)).toContain('else to be used with care');
  });

  it('say for which day residents were counted and where boundaries changed', () => {
    const ward = release.areas.find((area) => area.code === 'W002') as { slug: string };
    const page = text(site.get(`area/${ward.slug}/persistent-absence/index.html`) as string);
    expect(page).toContain('Residents As counted for 30 June 2024');
    expect(page).toMatch(/Boundaries changed at the start of [A-Z][a-z]+ 2024: what lies before/);
    expect(text(site.get('area/millbrook/persistent-absence/index.html') as string)).not.toContain('Boundaries changed');
  });

  it('in rankings are those of the release, highest first', () => {
    for (const indicator of release.indicators) {
      const latest = read<LatestFile>(`indicator/${indicator.slug}/latest.json`);
      const html = site.get(`indicator/${indicator.slug}/index.html`) as string;
      for (const level of latest.levels) {
        if (level.places.length < 2) continue;
        const figure = figures(html).find((candidate) => candidate.includes(`id="level-${level.level}"`)) as string;
        const byName = new Map(level.places.map((place) => [release.area(place.place).name, place]));
        const shown = rows(figure);
        expect(shown).toHaveLength(level.places.length);
        let before = Infinity;
        for (const [name, value] of shown) {
          const place = byName.get(name as string);
          if (place?.value == null) {
            expect(value).not.toMatch(/\d/);
            before = -Infinity;
          } else {
            expect(value).toBe(formatValue(place.value, indicator) + (place.state === 'provisional' ? ' p' : '') + (place.quality === 'care' ? ' !' : ''));
            expect(place.value).toBeLessThanOrEqual(before);
            before = place.value;
          }
        }
      }
    }
  });

  it('of a hidden point are in no file of its place but the words', () => {
    const area = release.areas.find((candidate) => candidate.code === 'A0001') as { slug: string };
    const csv = site.get(`area/${area.slug}/domestic-abuse/series.csv`) as string;
    const hidden = csv.split('\r\n').filter((line) => /,(?:suppressed|withheld),/.test(line));
    expect(hidden.length).toBeGreaterThan(5);
    for (const line of hidden) expect(line).toMatch(/,(?:suppressed|withheld),,,,,,,,"per 1/);
  });
});

it('judges the detectors on the methods page', () => {
  const page = site.get('methods/index.html') as string;
  expect(rows(page)).toContainEqual(['EARS C2', '0.031 0.002', '0.412 0.002', '0.061']);
});

it('says that counts which vary too much have no direction either', () => {
  expect(text(site.get('methods/index.html') as string)).toContain('too few points or people for a verdict, or they vary too much.');
});

describe('pathways and actions', () => {
  it('mark the weakest link of places and groups', () => {
    const page = site.get('pathways/to-school/index.html') as string;
    expect(text(page)).toContain('The weakest link is “In school”');
    expect(rows(page).filter((cells) => cells.some((cell) => cell.endsWith('weakest link'))).length).toBeGreaterThan(3);
    expect(text(page)).toContain('Sex: Boys and men');
  });

  it('stand on the pages of the outcomes they are for', () => {
    const page = text(site.get('actions/index.html') as string);
    expect(page).toContain('Overdue A named worker for every child who misses school.');
    expect(page).toContain('This release has no outcome XX-99.');
    const ward = release.areas.find((area) => area.code === 'W001') as { slug: string };
    for (const slug of ['millbrook', ward.slug]) {
      expect(text(site.get(`area/${slug}/persistent-absence/index.html`) as string)).toContain('What is being done');
    }
    expect(text(site.get('area/millbrook/re-referrals/index.html') as string)).not.toContain('What is being done');
  });
});

describe('a release that contradicts itself', () => {
  const spoil = (path: string, change: (content: any) => void) => {
    const file = join(data, path);
    const before = readFileSync(file, 'utf8');
    const content = JSON.parse(before);
    change(content);
    writeFileSync(file, JSON.stringify(content));
    try {
      return [...siteFiles(new Release(data), '', '')];
    } finally {
      writeFileSync(file, before);
    }
  };
  it('is refused when a hidden point carries a number', () => {
    expect(() => spoil('area/millbrook.json', (file) => { file.series[0].state = [['suppressed', 24]]; })).toThrow(/area\/millbrook\.json, persistent-absence, period 0: state suppressed/);
    expect(() => spoil('indicator/suspensions/latest.json', (file) => { file.levels[0].places[0].state = 'withheld'; })).toThrow(InconsistentRelease);
    expect(() => spoil('area/millbrook/groups.json', (file) => { file.indicators[0].breakdowns[0].groups[0].state = 'suppressed'; })).toThrow(InconsistentRelease);
  });
  it('is refused when columns differ in length', () => {
    expect(() => spoil('area/millbrook.json', (file) => { file.series[0].upper95.pop(); })).toThrow(/upper95 has 23 items, the states cover 24/);
  });
  it('is refused when it names a place that it does not list', () => {
    expect(() => spoil('signals.json', (file) => { file.episodes[0].place = 'X9'; })).toThrow(MissingInput);
  });
});

it('draws a release in which nothing was published yet', () => {
  const empty = mkdtempSync(join(tmpdir(), 'empty-'));
  try {
    const write = (path: string, content: object) => writeFileSync(join(empty, path), JSON.stringify(content));
    write('manifest.json', { ...read<object>('manifest.json'), partners: [], files: [], receivedThrough: null, example: false });
    write('areas.json', { levels: [], areas: [] });
    write('indicators.json', { themes: [], indicators: [] });
    write('signals.json', { text: 'Nothing was tested.', through: null, testedSeries: 0, expectedFalse: null, falseDiscoveryRate: 0.1, detectors: [], episodes: [], clusters: [], nowcasts: [], reproduction: [], artefacts: [] });
    write('quality.json', { text: 'Nothing was received.', partners: [], indicators: [], checks: [] });
    write('changes.json', { previous: null, text: 'This is the first release.', added: [], removed: [], redefined: [], corrections: [], revisions: [] });
    write('actions.json', { asAt: '2026-03-31', text: 'No outcome of the whole area is off track. 0 actions are promised.', outcomes: [], unlinked: [] });
    write('evaluation.json', { measures: [], benchmarks: [] });
    const files = new Map([...siteFiles(new Release(empty), '', '')].map((file) => [file.path, file.content]));
    expect(text(files.get('index.html') as string)).toContain('Nothing was received.');
    for (const [path, content] of files) if (path.endsWith('.html')) expect(text(content), path).not.toMatch(/undefined|NaN|Infinity/);
  } finally {
    rmSync(empty, { recursive: true });
  }
});

it('gives the same bytes twice', () => {
  for (const file of siteFiles(new Release(data), 'body{}', '"use strict"')) expect(site.get(file.path)).toBe(file.content);
});

function tryRead(path: string): string | undefined {
  try {
    return readFileSync(join(data, path), 'utf8');
  } catch {
    return undefined;
  }
}
