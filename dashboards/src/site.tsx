import { createHash } from 'node:crypto';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Shapes } from './charts/Choropleth';
import { PATHS, type Site } from './context';
import { csv, deliveriesCsv, groupsCsv, levelCsv, SERIES_HEADER, seriesRows, signalsCsv } from './csv';
import { AboutPage, AccessibilityPage, NotFoundPage } from './pages/About';
import { ActionsPage } from './pages/ActionsPage';
import { AreaIndicatorPage } from './pages/AreaIndicatorPage';
import { AreaPage } from './pages/AreaPage';
import { DataPage } from './pages/DataPage';
import { Home } from './pages/Home';
import { IndicatorPage } from './pages/IndicatorPage';
import { MethodPage, MethodsPage } from './pages/Methods';
import { Outcomes } from './pages/Outcomes';
import { PathwayPage } from './pages/PathwayPage';
import { Places, where } from './pages/Places';
import { PartnerPage, QualityPage } from './pages/Quality';
import { SignalsPage } from './pages/SignalsPage';
import type { Release } from './release/release';
import type { Area } from './release/types';

export interface SiteFile { readonly path: string; readonly content: string }

/** Width of maps, in picture units. */
const MAP_WIDTH = 960;

/** All files of the site but the copied data, one after the other, so that a large release need not fit into memory. */
export function* siteFiles(release: Release, css: string, js: string): Generator<SiteFile> {
  const places = placesScript(release);
  const site: Site = {
    release,
    assets: { css: `assets/site-${hash(css)}.css`, js: `assets/site-${hash(js)}.js`, places: `assets/places-${hash(places)}.js` },
  };
  yield { path: site.assets.css, content: css };
  yield { path: site.assets.js, content: js };
  yield { path: site.assets.places, content: places };

  const lead = leadingArea(release);
  yield page(PATHS.home, <Home site={site} area={lead} file={lead === null ? null : release.areaFile(lead.slug)} />);
  yield page(PATHS.places, <Places site={site} />);
  yield page(PATHS.outcomes, <Outcomes site={site} />);
  yield page(PATHS.signals, <SignalsPage site={site} />);
  yield { path: PATHS.signalsCsv, content: signalsCsv(release, release.signals) };
  yield page(PATHS.actions, <ActionsPage site={site} />);
  for (const pathway of release.pathways) yield page(PATHS.pathway(pathway.pathway), <PathwayPage site={site} pathway={pathway} />);
  yield page(PATHS.quality, <QualityPage site={site} />);
  for (const partner of release.quality.partners) {
    yield page(PATHS.partner(partner.partner), <PartnerPage site={site} partner={partner} />);
    yield { path: PATHS.partnerCsv(partner.partner), content: deliveriesCsv(partner) };
  }
  yield page(PATHS.methods, <MethodsPage site={site} />);
  for (const indicator of release.indicators) yield page(PATHS.method(indicator.slug), <MethodPage site={site} indicator={indicator} />);
  yield page(PATHS.data, <DataPage site={site} />);
  yield page(PATHS.about, <AboutPage site={site} />);
  yield page(PATHS.accessibility, <AccessibilityPage site={site} />);
  yield page(PATHS.notFound, <NotFoundPage site={site} />);

  yield* indicatorFiles(site, lead);
  for (const area of release.areas) yield* areaFiles(site, area);
}

function* indicatorFiles(site: Site, lead: Area | null): Generator<SiteFile> {
  const { release } = site;
  const shapes = new Map<string, { shapes: Shapes; attribution: string | null }>();
  for (const level of release.levels) {
    const geo = level.geometry ? release.geo(level.level) : null;
    if (geo !== null && geo.features.length > 0) shapes.set(level.level, { shapes: new Shapes(geo, MAP_WIDTH), attribution: geo.attribution ?? null });
  }
  const leadGroups = lead === null ? null : release.groupsFile(lead.slug);
  for (const indicator of release.indicators) {
    const latest = release.latestFile(indicator.slug);
    const found = leadGroups?.indicators.find((groups) => groups.indicator === indicator.slug);
    const groups = lead === null || found === undefined ? null : { area: lead, groups: found };
    yield page(PATHS.indicator(indicator.slug), <IndicatorPage site={site} indicator={indicator} latest={latest} shapes={shapes} groups={groups} />);
    for (const level of latest?.levels ?? []) {
      yield { path: PATHS.levelCsv(indicator.slug, level.level), content: levelCsv(release, indicator, level) };
    }
  }
}

function* areaFiles(site: Site, area: Area): Generator<SiteFile> {
  const { release } = site;
  const file = release.areaFile(area.slug);
  const groups = release.groupsFile(area.slug);
  yield page(PATHS.area(area.slug), <AreaPage site={site} area={area} file={file} groups={groups} />);
  const rows = file.series.map((series) => seriesRows(area, release.indicator(series.indicator), series));
  yield { path: PATHS.areaCsv(area.slug), content: csv(SERIES_HEADER, rows.flat()) };
  for (const [i, series] of file.series.entries()) {
    const indicatorGroups = groups?.indicators.find((candidate) => candidate.indicator === series.indicator) ?? null;
    yield page(PATHS.areaIndicator(area.slug, series.indicator), <AreaIndicatorPage site={site} area={area} series={series} groups={indicatorGroups} />);
    yield { path: PATHS.seriesCsv(area.slug, series.indicator), content: csv(SERIES_HEADER, rows[i] ?? []) };
    if (indicatorGroups !== null) {
      yield { path: PATHS.groupsCsv(area.slug, series.indicator), content: groupsCsv(area, release.indicator(series.indicator), indicatorGroups) };
    }
  }
}

/** The root with the most outcomes stands for the whole on the home page. */
function leadingArea(release: Release): Area | null {
  let lead: { area: Area; count: number } | null = null;
  for (const area of release.roots()) {
    const count = release.areaFile(area.slug).series.filter((series) => series.latest !== null && series.value[series.latest] !== null).length;
    if (lead === null || count > lead.count) lead = { area, count };
  }
  return lead?.area ?? null;
}

/** What find-my-area searches, as a classic script: it also loads from file://, where fetch does not. */
function placesScript(release: Release): string {
  const site = { release } as Site;
  const places = release.areas.map((area) => [area.name, area.slug, where(site, area), ...area.alternativeNames]);
  return `commonplacePlaces(${JSON.stringify(places)})\n`;
}

function page(path: string, node: VNode): SiteFile {
  return { path, content: `<!doctype html>\n${renderToString(node)}\n` };
}

function hash(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 8);
}

