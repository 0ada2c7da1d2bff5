import { Card } from '../components/Card';
import { FindPlace } from '../components/FindPlace';
import { Layout } from '../components/Layout';
import { EpisodeList } from '../components/Episodes';
import { at, PATHS, type Site } from '../context';
import { instantDay, longMonth } from '../release/periods';
import type { AreaFile, Area, Series } from '../release/types';
import { FEED_STATUS } from './Quality';
import { ToneSign } from '../components/Icon';

const HEADLINES = 6;

/** For residents: what this is, where their own place is, and what changed. */
export function Home({ site, area, file }: { site: Site; area: Area | null; file: AreaFile | null }) {
  const { release } = site;
  const here = at(PATHS.home);
  const { manifest } = release;
  const roots = release.roots();
  const active = release.signals.episodes.filter((episode) => episode.status !== 'ended');
  const revised = release.changes.revisions.filter((change) => (change.changed ?? 0) > 0);
  const news = release.changes.added.length + release.changes.redefined.length + release.changes.removed.length;
  const lead = area === null || file === null ? [] : headlines(site, file);
  return (
    <Layout site={site} at={here} title={manifest.title} description={manifest.purpose ?? `How ${manifest.title} is doing: outcomes for every place, with how sure we are of them.`}>
      <section class="hero">
        <h1>How is {manifest.title} doing?</h1>
        <p class="lead">{manifest.purpose ?? `What schools, services and public health know together about ${manifest.title}: for every place, how things stand, whether they get better, and how sure we are.`}</p>
        <FindPlace at={here} label="Find your area" />
        <p class="quiet">
          Or <a href={here.root + PATHS.places}>see all {release.areas.length} places</a>
          {roots.length > 1 && roots.length <= 8 && <>, or go to {roots.map((root, i) => <>{i > 0 && ', '}<a href={here.root + PATHS.area(root.slug)}>{root.name}</a></>)}</>}.
        </p>
      </section>
      {area !== null && lead.length > 0 && (
        <section>
          <div class="section-head">
            <h2 id="headlines">{area.name} at a glance</h2>
            <p><a href={here.root + PATHS.area(area.slug)}>All outcomes for {area.name}</a></p>
          </div>
          <ul class="cards">{lead.map((series) => <Card release={release} at={here} area={area} series={series} kicker={release.theme(release.indicator(series.indicator).theme)} />)}</ul>
        </section>
      )}
      <section>
        <div class="section-head">
          <h2 id="signals">Signals now</h2>
          <p><a href={here.root + PATHS.signals}>All signals</a></p>
        </div>
        <p>{release.signals.text}</p>
        <EpisodeList release={release} at={here} episodes={active.slice(0, 5)} />
      </section>
      <section>
        <div class="section-head">
          <h2 id="actions">What is being done</h2>
          <p><a href={here.root + PATHS.actions}>All actions</a></p>
        </div>
        <p>{release.actions.text}</p>
      </section>
      <section>
        <h2 id="changes">What changed in this release</h2>
        <p>{release.changes.text}</p>
        {news > 0 && <ul>
          {release.changes.added.slice(0, 5).map((change) => <li><a href={here.root + PATHS.indicator(change.indicator)}>{release.indicator(change.indicator).plainName}</a>: {change.text}</li>)}
          {release.changes.redefined.slice(0, 5).map((change) => <li>{change.text}</li>)}
          {release.changes.removed.slice(0, 5).map((change) => <li>{change.text}</li>)}
        </ul>}
        {revised.length > 0 && (
          <details>
            <summary>Numbers that changed, and why</summary>
            <ul>
              {revised.map((change) => <li>{release.indicators.find((one) => one.slug === change.indicator)?.plainName ?? change.indicator}: {change.text}</li>)}
            </ul>
            <p><a href={`${here.root}data/download/changes.csv`} download>Each changed number (CSV)</a></p>
          </details>
        )}
      </section>
      <section>
        <div class="section-head">
          <h2 id="fresh">How fresh the data are</h2>
          <p><a href={here.root + PATHS.quality}>Data quality</a></p>
        </div>
        <p>{release.quality.text}</p>
        {release.quality.partners.length > 0 && <ul class="fresh">
          {release.quality.partners.map((partner) => {
            const received = partner.feeds.flatMap((feed) => feed.deliveries.filter((delivery) => delivery.status !== 'refused').map((delivery) => delivery.receivedAt)).toSorted().at(-1);
            const worst = (['missing', 'refused', 'late', 'on_time'] as const).find((status) => partner.feeds.some((feed) => feed.status === status)) ?? 'missing';
            const last = partner.feeds.map((feed) => feed.lastPeriod ?? '').toSorted().at(-1) ?? '';
            return (
              <li>
                <p class="fresh-name"><a href={here.root + PATHS.partner(partner.partner)}>{partner.name}</a></p>
                <p class="verdict"><ToneSign tone={FEED_STATUS[worst].tone} />{FEED_STATUS[worst].word}</p>
                <p class="quiet">{last === '' ? 'Nothing received' : `Up to ${longMonth(last)}`}{received !== undefined && `, last received ${instantDay(received)}`}</p>
              </li>
            );
          })}
        </ul>}
        {release.quality.partners.length === 0 && <p class="empty">No partner has sent anything yet.</p>}
      </section>
    </Layout>
  );
}

/** The first outcome of each theme, then the next ones, as many as there is room for; those with a verdict before those without. */
function headlines(site: Site, file: AreaFile): Series[] {
  const withValue = file.series.filter((series) => series.latest !== null && series.value[series.latest] !== null);
  const sure = withValue.filter((series) => series.trend !== 'too_few');
  const themes = new Set<string>();
  const first = sure.filter((series) => {
    const theme = site.release.indicator(series.indicator).theme;
    return themes.has(theme) ? false : Boolean(themes.add(theme));
  });
  return [...new Set([...first, ...sure, ...withValue])].slice(0, HEADLINES);
}
