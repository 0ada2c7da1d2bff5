import { Card } from '../components/Card';
import { EpisodeList } from '../components/Episodes';
import { Layout } from '../components/Layout';
import { at, PATHS, type Site } from '../context';
import { capital, formatNumber } from '../format';
import { compareText } from '../release/release';
import type { Area, AreaFile, GroupsFile } from '../release/types';

/** One place: what is good, what is not, what is not known. */
export function AreaPage({ site, area, file, groups }: { site: Site; area: Area; file: AreaFile; groups: GroupsFile | null }) {
  const { release } = site;
  const here = at(PATHS.area(area.slug));
  const level = release.level(area.level);
  const episodes = release.episodes(area.code);
  const active = episodes.filter((episode) => episode.status !== 'ended');
  const children = release.children(area.code).toSorted((a, b) => compareText(a.name, b.name) || compareText(a.code, b.code));
  const themes = release.themes
    .map((theme) => ({ ...theme, series: file.series.filter((series) => release.indicator(series.indicator).theme === theme.theme) }))
    .filter((theme) => theme.series.length > 0);
  // A heading for every single card would pull the page apart.
  const byTheme = file.series.length >= themes.length * 3;
  return (
    <Layout site={site} at={here} title={area.name} description={area.text ?? `Outcomes for ${area.name}.`} trail={areaTrail(site, area).slice(0, -1)}>
      <header class="page-head">
        <p class="kicker">{capital(level.name)}</p>
        <h1>{area.name}</h1>
        <p class="facts">
          {area.population !== null && <span>{formatNumber(area.population, 0)} people</span>}
          {area.deprivationQuintile !== null && <span>{deprivation(area.deprivationQuintile)}</span>}
          <span>Code {area.code}</span>
        </p>
        {area.text !== undefined && <p class="lead">{area.text}</p>}
      </header>
      {active.length > 0 && (
        <section>
          <h2 id="signals">Signals here</h2>
          <EpisodeList release={release} at={here} episodes={active} />
        </section>
      )}
      {themes.length === 0 && <p class="empty">No outcome is published for {area.name} in this release.</p>}
      {byTheme && themes.length > 1 && (
        <nav aria-label="Themes" class="jump"><ul>{themes.map((theme) => <li><a href={`#${theme.theme}`}>{theme.name}</a></li>)}</ul></nav>
      )}
      {byTheme && themes.map((theme) => (
        <section>
          <h2 id={theme.theme}>{theme.name}</h2>
          <ul class="cards">{theme.series.map((series) => <Card release={release} at={here} area={area} series={series} />)}</ul>
        </section>
      ))}
      {!byTheme && themes.length > 0 && (
        <section>
          <h2 id="outcomes">Outcomes</h2>
          <ul class="cards">
            {themes.flatMap((theme) => theme.series.map((series) => <Card release={release} at={here} area={area} series={series} kicker={theme.name} />))}
          </ul>
        </section>
      )}
      {groups !== null && groups.indicators.length > 0 && (
        <section>
          <h2 id="groups">Differences between groups</h2>
          <ul class="findings">
            {groups.indicators.flatMap((indicator) => indicator.breakdowns.map((breakdown) => (
              <li><a href={`${here.root + PATHS.areaIndicator(area.slug, indicator.indicator)}#by-${breakdown.groupBy.replaceAll('_', '-')}`}>{breakdown.text.title}</a></li>
            )))}
          </ul>
        </section>
      )}
      {children.length > 0 && (
        <section>
          <h2 id="inside">Places in {area.name}</h2>
          <ul class="columns">{children.map((child) => <li><a href={here.root + PATHS.area(child.slug)}>{child.name}</a></li>)}</ul>
        </section>
      )}
      <section>
        <h2 id="download">Take it with you</h2>
        <ul class="links">
          <li><a href="outcomes.csv" download>All outcomes of {area.name} (CSV)</a></li>
          <li><a href={`${here.root}data/area/${area.slug}.json`}>The same as JSON</a></li>
        </ul>
      </section>
    </Layout>
  );
}

/** The way to a place, the place itself last. */
export function areaTrail(site: Site, area: Area): { name: string; path: string }[] {
  return [
    { name: 'Places', path: PATHS.places },
    ...site.release.ancestors(area).map((ancestor) => ({ name: ancestor.name, path: PATHS.area(ancestor.slug) })),
    { name: area.name, path: PATHS.area(area.slug) },
  ];
}

function deprivation(quintile: number): string {
  return ['Among the most deprived fifth of places', 'More deprived than most places', 'About as deprived as the middle fifth of places',
    'Less deprived than most places', 'Among the least deprived fifth of places'][quintile - 1] as string;
}
