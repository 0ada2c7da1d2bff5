import type { Release } from './release/release';

/** File names of the style sheet and the scripts, relative to the root of the site. */
export interface Assets { readonly css: string; readonly js: string; readonly places: string }

/** What every page needs to know. */
export interface Site {
  readonly release: Release;
  readonly assets: Assets;
}

/** A page: where it lies, and the way from there to the root of the site ('' or '../' repeated). */
export interface Place { readonly path: string; readonly root: string }

export function at(path: string): Place {
  return { path, root: '../'.repeat(path.split('/').length - 1) };
}

/** Paths of pages and files, relative to the root of the site. */
export const PATHS = {
  home: 'index.html',
  places: 'areas/index.html',
  outcomes: 'indicators/index.html',
  signals: 'signals/index.html',
  actions: 'actions/index.html',
  pathway: (pathway: string) => `pathways/${pathway}/index.html`,
  signalsCsv: 'signals/signals.csv',
  quality: 'quality/index.html',
  methods: 'methods/index.html',
  data: 'data/index.html',
  about: 'about/index.html',
  accessibility: 'accessibility/index.html',
  notFound: '404.html',
  area: (slug: string) => `area/${slug}/index.html`,
  areaCsv: (slug: string) => `area/${slug}/outcomes.csv`,
  areaIndicator: (slug: string, indicator: string) => `area/${slug}/${indicator}/index.html`,
  seriesCsv: (slug: string, indicator: string) => `area/${slug}/${indicator}/series.csv`,
  groupsCsv: (slug: string, indicator: string) => `area/${slug}/${indicator}/groups.csv`,
  indicator: (slug: string) => `indicator/${slug}/index.html`,
  levelCsv: (slug: string, level: string) => `indicator/${slug}/${fileName(level)}.csv`,
  partner: (partner: string) => `quality/${fileName(partner)}/index.html`,
  partnerCsv: (partner: string) => `quality/${fileName(partner)}/deliveries.csv`,
  method: (indicator: string) => `methods/${indicator}/index.html`,
} as const;

/** An id as a file name. Ids are meant to be plain already; this keeps a strange one from leaving its folder. */
export function fileName(id: string): string {
  return id.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'x';
}
