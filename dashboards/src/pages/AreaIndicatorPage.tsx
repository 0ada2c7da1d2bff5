import { axisNote, TimeChart, type TimeChartKind } from '../charts/TimeChart';
import { ActionList } from '../components/ActionList';
import { EpisodeList } from '../components/Episodes';
import { Figure, sourceLine, sourceNames, TableRegion } from '../components/Figure';
import { GroupFigure } from '../components/GroupFigure';
import { TrendSign, VariationSign } from '../components/Icon';
import { Layout } from '../components/Layout';
import { BigValue, ValueCell } from '../components/Value';
import { at, PATHS, type Site } from '../context';
import { capital, formatCount, formatInterval, formatValue, formatWithUnit, plural } from '../format';
import { hasNumber } from '../release/check';
import { instantDay, longDate, periodLabel, periodStart, states, unrolled } from '../release/periods';
import type { Area, Episode, Indicator, IndicatorGroups, Nowcast, Series } from '../release/types';
import { ASSURANCE, compared, STATE, TREND, VARIATION, VERDICT } from '../words';
import { areaTrail } from './AreaPage';

/** Rows that a page shows; a longer history is in the CSV. */
const MOST_ROWS = 120;

/** One outcome in one place: how it goes, how sure we are, for whom. */
export function AreaIndicatorPage({ site, area, series, groups }: { site: Site; area: Area; series: Series; groups: IndicatorGroups | null }) {
  const { release } = site;
  const indicator = release.indicator(series.indicator);
  const here = at(PATHS.areaIndicator(area.slug, indicator.slug));
  const i = series.latest;
  const state = i === null ? 'not_submitted' : states(series)[i] ?? 'not_submitted';
  const value = i === null ? null : series.value[i] ?? null;
  const interval = i === null || value === null ? null : formatInterval(series.lower95[i], series.upper95[i], indicator);
  const parent = series.comparison === undefined ? null : release.area(series.comparison.place);
  const signals = release.episodes(area.code).filter((episode) => episode.indicator === indicator.slug);
  const episodes = signals.filter((episode) => episode.status !== 'ended');
  const nowcast = release.signals.nowcasts.find((one) => one.place === area.code && one.indicator === indicator.slug);
  const residents = i === null || series.denominatorDate === undefined ? null : unrolled(series.denominatorDate)[i] ?? null;
  const around = [area, ...release.ancestors(area)].map((one) => one.code);
  const promised = release.actions.outcomes.filter((outcome) => outcome.indicator === indicator.slug && around.includes(outcome.place)).flatMap((outcome) => outcome.actions);
  const title = `${indicator.plainName} in ${area.name}`;
  return (
    <Layout site={site} at={here} title={title} description={series.text.summary} trail={areaTrail(site, area)}>
      <header class="page-head">
        <p class="kicker">{release.theme(indicator.theme)}</p>
        <h1>{title}</h1>
        <p class="lead">{indicator.sentence}</p>
      </header>
      <div class="now">
        <div>
          <p class="label">Latest{i !== null && `, ${periodLabel(periodStart(series.start, series.step, i), series.step)}`}</p>
          <BigValue state={state} value={value} indicator={indicator} />
          {interval !== null && <p class="quiet">95% interval: {interval}</p>}
          {nowcast !== undefined && <p class="quiet">Not complete yet: {nowcast.text} <a href={`${here.root}${PATHS.methods}#nowcasts`}>How that is worked out</a></p>}
          {state === 'provisional' && series.text.note === undefined && <p class="quiet">Provisional: it may still change.</p>}
          {!hasNumber(state) && <p class="quiet">{STATE[state].meaning}</p>}
        </div>
        <div>
          <p class="label">Direction</p>
          <p class="verdict strong"><TrendSign trend={series.trend} />{TREND[series.trend]}</p>
          {series.text.trend !== undefined && <p class="quiet">{series.text.trend}</p>}
          {series.text.growth !== undefined && <p class="quiet">{series.text.growth}</p>}
          {series.text.reproduction !== undefined && <p class="quiet">{series.text.reproduction} <a href={`${here.root}${PATHS.methods}#reproduction`}>How that is worked out</a></p>}
        </div>
        {parent !== null && series.comparison !== undefined && (
          <div>
            <p class="label">Against <a href={here.root + PATHS.areaIndicator(parent.slug, indicator.slug)}>{parent.name}</a></p>
            <p class="verdict strong">{compared(series.comparison.comparison95, parent.name)}</p>
            {series.text.comparison !== undefined && <p class="quiet">{series.text.comparison}</p>}
          </div>
        )}
        {indicator.target !== null && (
          <div>
            <p class="label">Target</p>
            <p class="verdict strong">{formatWithUnit(indicator.target, indicator)}</p>
            {series.spc !== undefined && <p class="quiet">{ASSURANCE[series.spc.assurance]}.</p>}
          </div>
        )}
        {series.quality !== null && (
          <div id="data-behind">
            <p class="label">Data behind it</p>
            <p class="verdict strong">{VERDICT[series.quality.verdict].short}</p>
            {series.text.quality !== undefined && <p class="quiet">{series.text.quality}</p>}
          </div>
        )}
      </div>
      {series.breaks !== undefined && series.breaks.length > 0 && (
        <p class="note">Boundaries changed at the start of {series.breaks.map((index) => periodLabel(periodStart(series.start, series.step, index), series.step)).join(' and ')}: what lies before is of another area and is not compared with what follows.</p>
      )}
      {series.text.note !== undefined && <p class="note">{series.text.note}</p>}
      {episodes.length > 0 && <section><EpisodeList release={release} at={here} episodes={episodes} /></section>}
      <SeriesFigure site={site} area={area} series={series} indicator={indicator} kind="trend" parentName={parent?.name ?? null} episodes={signals} nowcast={indicator.method === 'count' ? nowcast : undefined} />
      {series.spc !== undefined && <SeriesFigure site={site} area={area} series={series} indicator={indicator} kind="control" parentName={null} episodes={[]} />}
      {promised.length > 0 && (
        <section>
          <h2 id="actions">What is being done</h2>
          <ActionList actions={promised} />
          <p><a href={here.root + PATHS.actions}>All actions</a></p>
        </section>
      )}
      {groups?.breakdowns.map((breakdown) => <GroupFigure site={site} at={here} area={area} indicator={indicator} groups={groups} breakdown={breakdown} />)}
      <section class="about">
        <h2 id="about">About this number</h2>
        <dl>
          <dt>Counted</dt><dd>{indicator.numeratorText}</dd>
          {indicator.denominatorText !== null && <><dt>Out of</dt><dd>{indicator.denominatorText}</dd></>}
          <dt>Covers</dt><dd>{capital(indicator.windowText)}</dd>
          {indicator.sources.length > 0 && <><dt>Source</dt><dd>{sourceNames(indicator)}</dd></>}
          {residents !== null && <><dt>Residents</dt><dd>As counted for {longDate(residents)}</dd></>}
          {indicator.vintage !== null && <><dt>Received</dt><dd>Up to {instantDay(indicator.vintage)}</dd></>}
          <dt>Definition</dt><dd><a href={here.root + PATHS.method(indicator.slug)}>{indicator.name}, version {series.version}</a></dd>
          <dt>Release</dt><dd><code>{release.manifest.release}</code></dd>
        </dl>
        {indicator.caveats.length > 0 && <><h3>Bear in mind</h3><ul>{indicator.caveats.map((caveat) => <li>{caveat}</li>)}</ul></>}
      </section>
      <ul class="links">
        <li><a href={here.root + PATHS.indicator(indicator.slug)}>{indicator.plainName} in all places</a></li>
        <li><a href={here.root + PATHS.area(area.slug)}>All outcomes for {area.name}</a></li>
      </ul>
    </Layout>
  );
}

function SeriesFigure({ site, area, series, indicator, kind, parentName, episodes, nowcast }: {
  site: Site; area: Area; series: Series; indicator: Indicator; kind: TimeChartKind; parentName: string | null; episodes: readonly Episode[]; nowcast?: Nowcast | undefined;
}) {
  const here = at(PATHS.areaIndicator(area.slug, indicator.slug));
  const id = kind === 'trend' ? 'trend' : 'control-chart';
  const count = series.value.length;
  const last = periodLabel(periodStart(series.start, series.step, Math.max(0, count - 1)), series.step);
  const first = periodLabel(series.start, series.step);
  const note = series.value.some((value) => value !== null) ? axisNote(kind, series, indicator, nowcast) : null;
  const title = kind === 'trend' ? series.text.title : controlTitle(series);
  return (
    <Figure
      id={id}
      title={title}
      subtitle={`${indicator.name}, ${indicator.unitText}, ${area.name}, ${first} to ${last}`}
      chart={series.value.every((value) => value === null) ? <NoChart series={series} /> : <TimeChart id={id} kind={kind} series={series} indicator={indicator} parentName={parentName} episodes={episodes} nowcast={nowcast} />}
      reading={<><Reading kind={kind} series={series} indicator={indicator} parentName={parentName} />{nowcast !== undefined && ' Dashed, with its 95% interval: what the newest numbers will come to once all is in.'}{episodes.length > 0 && ' Bars on top: periods with a signal.'}{note !== null && ` ${note}`}</>}
      summary={kind === 'trend' ? series.text.summary : controlSummary(series)}
      table={<SeriesTable series={series} indicator={indicator} area={area} kind={kind} parentName={parentName} />}
      csv={{ href: 'series.csv', name: kind === 'trend' ? 'Download this series (CSV)' : 'Download with control limits (CSV)' }}
      more={<li><a href={here.root + PATHS.method(indicator.slug)}>{kind === 'trend' ? 'How it is worked out' : 'How limits are worked out'}</a></li>}
      source={sourceLine(site.release, indicator)}
    />
  );
}

function controlTitle(series: Series): string {
  return VARIATION[series.spc?.variation ?? 'not_assessed'].finding;
}

/** An empty chart would only puzzle: the reasons stand in its place, and in the table. */
function NoChart({ series }: { series: Series }) {
  return <p class="empty">There is no number to draw. {[...new Set(states(series))].map((state) => `${STATE[state].short}: ${STATE[state].meaning}`).join(' ')}</p>;
}

function controlSummary(series: Series): string {
  const meaning = VARIATION[series.spc?.variation ?? 'not_assessed'].meaning;
  return series.text.spc === undefined ? meaning : `${meaning} ${series.text.spc}`;
}

function hasInterval(series: Series): boolean {
  return series.lower95.some((value) => value !== null);
}

function Reading({ kind, series, indicator, parentName }: { kind: TimeChartKind; series: Series; indicator: Indicator; parentName: string | null }) {
  if (series.value.every((value) => value === null)) return null;
  const present = new Set(states(series));
  const absent = [...present].filter((state) => !hasNumber(state));
  return (
    <>
      {kind === 'trend' ? (
        <>
          <span class="key line">The line is the value</span>
          {hasInterval(series) && <>, <span class="key band">the band its 95% confidence interval</span></>}
          {parentName !== null && series.parentValue !== undefined && <>, <span class="key parent">the thin line is {parentName}</span></>}
        </>
      ) : (
        <>
          <span class="key dot">Dots inside the dashed limits</span> are usual ups and downs
          {series.spc?.point.includes('improvement') && <>, <span class="key dot good">large blue dots an improvement</span></>}
          {series.spc?.point.includes('concern') && <>, <span class="key dot bad">orange squares a concern</span></>}
          {series.spc?.point.some((point) => point === 'neutral_high' || point === 'neutral_low') && <>, <span class="key dot odd">dark squares unusual</span></>}
        </>
      )}
      {indicator.target !== null && <>, <span class="key target">the dotted line is the target</span></>}.
      {present.has('provisional') && ' Grey: may still change.'}
      {absent.length > 0 && <> Hatched: {absent.map((state, i) => <>{i > 0 && ', '}{STATE[state].short.toLowerCase()} ({STATE[state].symbol})</>)}.</>}
    </>
  );
}

function SeriesTable({ series, indicator, area, kind, parentName }: { series: Series; indicator: Indicator; area: Area; kind: TimeChartKind; parentName: string | null }) {
  const state = states(series);
  const count = series.value.length;
  const rows = Array.from({ length: Math.min(count, MOST_ROWS) }, (_, n) => count - 1 - n);
  const caption = `${indicator.plainName} in ${area.name}${kind === 'control' ? ' and its usual range' : ''}, newest first`;
  // Where nothing is published every interval is absent: the column stays, so that tables of one outcome are alike.
  const intervals = hasInterval(series) || series.value.every((value) => value === null);
  const counts = kind === 'trend' && series.numerator !== undefined;
  const parent = kind === 'trend' && series.parentValue !== undefined && parentName !== null;
  const ranges = new Map((series.ranges ?? []).map((range) => [`${range.of} ${range.index}`, range]));
  const count_ = (numbers: Series['value'] | undefined, of: string, i: number) => {
    const number = numbers?.[i];
    if (number !== null && number !== undefined) return formatCount(number);
    const range = ranges.get(`${of} ${i}`);
    return range === undefined ? '' : `${formatCount(range.low)} to ${formatCount(range.high)}`;
  };
  return (
    <TableRegion name={caption}>
      <table>
        <caption>{caption}{count > rows.length && ` (the last ${plural(rows.length, 'period', 'periods')}; all ${count} are in the CSV file)`}</caption>
        <thead>
          <tr>
            <th scope="col">Period</th>
            <th scope="col" class="n">{capital(indicator.unitText)}</th>
            {kind === 'trend' ? intervals && <th scope="col" class="n">95% interval</th> : <><th scope="col" class="n">Usual range</th><th scope="col">Reading</th></>}
            {counts && <th scope="col" class="n">Counted</th>}
            {counts && series.denominator !== undefined && <th scope="col" class="n">Out of</th>}
            {parent && <th scope="col" class="n">{parentName}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((i) => {
            const point = series.spc?.point[i];
            return (
              <tr>
                <th scope="row">{periodLabel(periodStart(series.start, series.step, i), series.step)}</th>
                <td class="n"><ValueCell state={state[i] ?? 'not_submitted'} value={series.value[i] ?? null} indicator={indicator} quality={series.care.includes(i) ? 'care' : null} /></td>
                {kind === 'trend'
                  ? intervals && <td class="n">{formatInterval(series.lower95[i], series.upper95[i], indicator) ?? ''}</td>
                  : <><td class="n">{formatInterval(series.spc?.lower[i], series.spc?.upper[i], indicator) ?? ''}</td><td>{point == null ? '' : <span class="verdict"><VariationSign variation={point} />{VARIATION[point].word}</span>}</td></>}
                {counts && <td class="n">{count_(series.numerator, 'numerator', i)}</td>}
                {counts && series.denominator !== undefined && <td class="n">{count_(series.denominator, 'denominator', i)}</td>}
                {parent && <td class="n">{series.parentValue?.[i] == null ? '' : formatValue(series.parentValue[i] as number, indicator)}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableRegion>
  );
}
