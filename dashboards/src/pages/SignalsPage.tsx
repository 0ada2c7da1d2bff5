import type { ComponentChildren } from 'preact';
import { STATUS } from '../components/Episodes';
import { EpisodeChart } from '../charts/EpisodeChart';
import { NowcastChart } from '../charts/NowcastChart';
import { ReproductionChart } from '../charts/ReproductionChart';
import { TableRegion } from '../components/Figure';
import { ToneSign } from '../components/Icon';
import { Layout } from '../components/Layout';
import { StateMark } from '../components/Value';
import { at, PATHS, type Site } from '../context';
import { formatCount, formatNumber, plural } from '../format';
import { longDate, shortDate } from '../release/periods';
import { hasNumber } from '../release/check';
import type { Cluster, Episode, Nowcast, Reproduction, State } from '../release/types';

/** Ended episodes that are on the page at once. */
const LATEST_ENDED = 10;

/** Ended episodes on the page, folded or not; all are in the CSV. */
const MOST_ENDED = 100;

/** Places on the page at once of a section; the others are folded. */
const MOST_NUMBERS = 25;

/** Figures of reporting on the page; the JSON has more. */
const MOST_ARTEFACTS = 50;

/** What is higher or lower than expected, and how often that happens by chance. */
export function SignalsPage({ site }: { site: Site }) {
  const { release } = site;
  const here = at(PATHS.signals);
  const { signals } = release;
  const active = signals.episodes.filter((episode) => episode.status !== 'ended');
  const ended = signals.episodes.filter((episode) => episode.status === 'ended');
  return (
    <Layout site={site} at={here} title="Signals" description={signals.text} trail={[{ name: 'Home', path: PATHS.home }]}>
      <h1>Signals</h1>
      <p class="lead">{signals.text}</p>
      <div class="now">
        <div><p class="label">New or going on</p><p class="big"><span class="number">{formatNumber(active.length, 0)}</span></p></div>
        <div><p class="label">Series tested</p><p class="big"><span class="number">{formatNumber(signals.testedSeries, 0)}</span></p></div>
        {signals.expectedFalse !== null && <div><p class="label">Expected by chance alone, each period</p><p class="big"><span class="number">{formatNumber(signals.expectedFalse, 1)}</span></p></div>}
        {signals.through !== null && <div><p class="label">Tested up to</p><p class="verdict strong">{longDate(signals.through)}</p></div>}
      </div>
      <p class="quiet">A signal says: look here. It is not proof of an outbreak, and no signal is not proof of none. Of the signals that stand out among all places, no more than {formatNumber(100 * signals.falseDiscoveryRate, 0)} in 100 are expected to be false; <a href={`${here.root}${PATHS.methods}#many`}>how that is worked out</a>.</p>
      <section>
        <h2 id="active">New and going on</h2>
        {active.length === 0
          ? <p class="empty">No signal is new or going on.</p>
          : <EpisodeTable site={site} name="Signals that are new or going on" episodes={active} />}
      </section>
      {signals.clusters.length > 0 && (
        <section>
          <h2 id="clusters">Clusters of neighbouring places</h2>
          <p>Places that lie together and had more than expected at the same time, over the newest 14 days or weeks. One place alone may not stand out. <a href={`${here.root}${PATHS.methods}#clusters`}>How they are found</a>.</p>
          <ClusterTable site={site} clusters={signals.clusters} />
        </section>
      )}
      {signals.nowcasts.length > 0 && (
        <section>
          <h2 id="nowcasts">Counts that are not complete yet</h2>
          <p>The newest counts still grow as late reports come in. What they will come to is learned from what earlier ones came to, and tested in their place. <a href={`${here.root}${PATHS.methods}#nowcasts`}>How that is worked out</a>.</p>
          <Folded rows={signals.nowcasts} table={(rows) => <NowcastTable site={site} nowcasts={rows} />} />
        </section>
      )}
      {signals.reproduction.length > 0 && (
        <section>
          <h2 id="reproduction">How many others a case infects</h2>
          <p>Above 1 cases grow, below 1 they shrink. <a href={`${here.root}${PATHS.methods}#reproduction`}>How that is worked out</a>.</p>
          <Folded rows={signals.reproduction} table={(rows) => <ReproductionTable site={site} numbers={rows} />} />
        </section>
      )}
      <section>
        <h2 id="ended">Over</h2>
        {ended.length === 0
          ? <p class="empty">No earlier signal is on record.</p>
          : <EpisodeTable site={site} name={ended.length > LATEST_ENDED ? `The ${LATEST_ENDED} latest signals that are over` : 'Signals that are over'} episodes={ended.slice(0, LATEST_ENDED)} />}
        {ended.length > LATEST_ENDED && (
          <details>
            <summary>{plural(Math.min(ended.length, MOST_ENDED) - LATEST_ENDED, 'signal', 'signals')} before these</summary>
            <EpisodeTable site={site} name="Earlier signals that are over" episodes={ended.slice(LATEST_ENDED, MOST_ENDED)} />
          </details>
        )}
        {ended.length > MOST_ENDED && <p class="quiet">{plural(ended.length - MOST_ENDED, 'signal is', 'signals are')} older still; the CSV has all.</p>}
      </section>
      {signals.artefacts.length > 0 && (
        <section>
          <h2 id="artefacts">Figures that tell of reporting</h2>
          <p>These look like more or fewer cases, but are late, corrected or counted in another way. They raise no signal, and nothing is compared with them.</p>
          <TableRegion name="Figures that tell of reporting">
            <table>
              <caption>The latest {Math.min(MOST_ARTEFACTS, signals.artefacts.length)}</caption>
              <thead><tr><th scope="col">Where and what</th><th scope="col">Date</th><th scope="col">Why it is no signal</th></tr></thead>
              <tbody>
                {signals.artefacts.slice(0, MOST_ARTEFACTS).map((artefact) => (
                  <tr>
                    <th scope="row">{release.indicator(artefact.indicator).plainName}, {release.area(artefact.place).name}</th>
                    <td class="line">{shortDate(artefact.date)}</td>
                    <td>{artefact.text}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableRegion>
        </section>
      )}
      <ul class="links">
        <li><a href="signals.csv" download>Download all signals (CSV)</a></li>
        <li><a href={`${here.root}data/signals.json`}>The same as JSON</a></li>
      </ul>
      {signals.detectors.length > 0 && (
        <section>
          <h2 id="detectors">How signals are found</h2>
          <dl>{signals.detectors.map((detector) => <><dt id={`detector-${detector.detector}`}>{detector.name}</dt><dd>{detector.text}</dd></>)}</dl>
        </section>
      )}
    </Layout>
  );
}

/** A row a place: the first at once, the others folded. */
function Folded<Row>({ rows, table }: { rows: readonly Row[]; table: (rows: readonly Row[]) => ComponentChildren }) {
  return (
    <>
      {table(rows.slice(0, MOST_NUMBERS))}
      {rows.length > MOST_NUMBERS && (
        <details>
          <summary>{plural(rows.length - MOST_NUMBERS, 'more place', 'more places')}</summary>
          {table(rows.slice(MOST_NUMBERS))}
        </details>
      )}
    </>
  );
}

function NowcastTable({ site, nowcasts }: { site: Site; nowcasts: readonly Nowcast[] }) {
  const { release } = site;
  const root = at(PATHS.signals).root;
  return (
    <TableRegion name="Counts that are not complete yet">
      <table class="signals">
        <caption class="out">Counts that are not complete yet</caption>
        <thead><tr><th scope="col">Where and what</th><th scope="col">Since</th><th scope="col">Course</th><th scope="col" class="n">So far</th><th scope="col" class="n">Once all is in</th><th scope="col" class="n">50% interval</th><th scope="col" class="n">95% interval</th></tr></thead>
        <tbody>
          {nowcasts.map((nowcast) => {
            const area = release.area(nowcast.place);
            const indicator = release.indicator(nowcast.indicator);
            const newest = nowcast.dates.length - 1;
            const number = (numbers: readonly number[]) => formatNumber(numbers[newest] as number, 0);
            return (
              <tr>
                <th scope="row"><a href={root + PATHS.areaIndicator(area.slug, indicator.slug)}>{indicator.plainName}, {area.name}</a><span class="below">{nowcast.text}</span></th>
                <td class="line">{shortDate(nowcast.dates[0] as string)}</td>
                <td><NowcastChart nowcast={nowcast} /></td>
                <td class="n">{number(nowcast.observed)}</td>
                <td class="n">{number(nowcast.estimate)}</td>
                <td class="n">{number(nowcast.lower50)} to {number(nowcast.upper50)}</td>
                <td class="n">{number(nowcast.lower95)} to {number(nowcast.upper95)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableRegion>
  );
}

function ReproductionTable({ site, numbers }: { site: Site; numbers: readonly Reproduction[] }) {
  const { release } = site;
  const root = at(PATHS.signals).root;
  return (
    <TableRegion name="How many others a case infects">
      <table class="signals">
        <caption class="out">How many others a case infects</caption>
        <thead><tr><th scope="col">Where and what</th><th scope="col">Days</th><th scope="col">Eight weeks</th><th scope="col" class="n">Others infected</th><th scope="col" class="n">95% interval</th></tr></thead>
        <tbody>
          {numbers.map((number) => {
            const area = release.area(number.place);
            const indicator = release.indicator(number.indicator);
            return (
              <tr>
                <th scope="row"><a href={root + PATHS.areaIndicator(area.slug, indicator.slug)}>{indicator.plainName}, {area.name}</a><span class="below">{number.text}</span></th>
                <td class="line">{shortDate(number.first)}<span class="below">to {shortDate(number.last)}</span></td>
                <td><ReproductionChart course={number.course} /></td>
                <td class="n">{formatNumber(number.mean, 2)}</td>
                <td class="n">{formatNumber(number.lower95, 2)} to {formatNumber(number.upper95, 2)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableRegion>
  );
}

function ClusterTable({ site, clusters }: { site: Site; clusters: readonly Cluster[] }) {
  const { release } = site;
  const root = at(PATHS.signals).root;
  return (
    <TableRegion name="Clusters of neighbouring places">
      <table class="signals">
        <caption class="out">Clusters of neighbouring places</caption>
        <thead>
          <tr>
            <th scope="col">Where and what</th><th scope="col">Since</th>
            <th scope="col" class="n">Seen</th><th scope="col" class="n">Expected</th><th scope="col" class="n">Times the expected</th><th scope="col" class="n">By chance once in</th>
          </tr>
        </thead>
        <tbody>
          {clusters.map((cluster) => (
            <tr>
              <th scope="row">
                {release.indicator(cluster.indicator).plainName}
                <span class="below">{cluster.text}</span>
                <span class="below quiet">{cluster.places.map((code, i) => <>{i > 0 && ', '}<a href={root + PATHS.area(release.area(code).slug)}>{release.area(code).name}</a></>)}{cluster.radius > 0 && `; within ${formatNumber(cluster.radius, 1)} km`}</span>
              </th>
              <td class="line">{shortDate(cluster.first)}<span class="below">to {shortDate(cluster.last)}</span></td>
              <td class="n"><Observed state={cluster.state} value={cluster.observed} /></td>
              <td class="n">{cluster.expected === null ? '' : formatNumber(cluster.expected, 1)}</td>
              <td class="n">{cluster.relativeRisk === null ? '' : formatNumber(cluster.relativeRisk, 1)}</td>
              <td class="n">{cluster.recurrenceDays === null ? '' : `${formatNumber(cluster.recurrenceDays, 0)} days`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableRegion>
  );
}

function EpisodeTable({ site, name, episodes }: { site: Site; name: string; episodes: readonly Episode[] }) {
  const { release } = site;
  const root = at(PATHS.signals).root;
  const detectorName = (id: string) => release.signals.detectors.find((detector) => detector.detector === id)?.name ?? id;
  return (
    <TableRegion name={name}>
      <table class="signals">
        <caption>{name}</caption>
        <thead>
          <tr>
            <th scope="col">Where and what</th><th scope="col">Status</th><th scope="col">Since</th>
            <th scope="col" class="n">Seen</th><th scope="col" class="n">Expected</th><th scope="col" class="n">Limit</th>
          </tr>
        </thead>
        <tbody>
          {episodes.map((episode) => {
            const area = release.area(episode.place);
            const indicator = release.indicator(episode.indicator);
            const lead = episode.detectors[0];
            return (
              <tr>
                <th scope="row"><a href={root + PATHS.areaIndicator(area.slug, indicator.slug)}>{indicator.plainName}, {area.name}</a><span class="below">{episode.text}</span><EpisodeChart episode={episode} />{lead !== undefined && <Why lead={lead} episode={episode} foundBy={episode.detectors.map((found) => detectorName(found.detector))} />}</th>
                <td><span class="verdict"><ToneSign tone={episode.direction === 'high' ? 'up' : 'down'} />{STATUS[episode.status]}, {episode.direction === 'high' ? 'high' : 'low'}</span>{episode.standsOut !== null && <span class="below">{episode.standsOut ? 'stands out among all places' : 'can be chance'}</span>}</td>
                <td class="line">{shortDate(episode.first)}{episode.last !== episode.first && <span class="below">last {shortDate(episode.last)}</span>}</td>
                <td class="n">{lead === undefined ? '' : <Observed state={lead.state} value={lead.observed} />}</td>
                <td class="n">{lead?.expected == null ? '' : formatNumber(lead.expected, 1)}</td>
                <td class="n">{lead?.threshold == null ? '' : formatNumber(lead.threshold, 1)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableRegion>
  );
}

/** By what the signal was told, for those who want to check it. */
function Why({ lead, episode, foundBy }: { lead: Episode['detectors'][number]; episode: Episode; foundBy: readonly string[] }) {
  const parts = [
    `found by ${foundBy.join(', ')}`,
    lead.baseline === null ? null : `compared with ${formatCount(lead.baseline.counts)} periods from ${shortDate(lead.baseline.first)} to ${shortDate(lead.baseline.last)}`,
    lead.pValue === null ? null : `p ${formatSmall(lead.pValue)}`,
    lead.treeQValue === null ? null : `q over the tree of places ${formatSmall(lead.treeQValue)}`,
    lead.qValue === null ? null : `q over all places alike ${formatSmall(lead.qValue)}`,
    episode.excess === null ? null : `${formatNumber(episode.excess, 0)} more than expected so far`,
    `method version ${lead.version}`,
  ].filter((part) => part !== null);
  return <span class="below quiet">{parts.join('; ')}</span>;
}

function formatSmall(probability: number): string {
  return probability < 0.0001 ? 'below 0.0001' : formatNumber(probability, 4);
}

function Observed({ state, value }: { state: State; value: number | null }) {
  return value === null || !hasNumber(state) ? <StateMark state={state} /> : <>{formatCount(value)}</>;
}
