import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkEstimate, checkSeries } from './check';
import type {
  Actions, Area, AreaFile, Areas, Changes, Episode, Evaluation, Geo, GroupsFile, Indicator, Indicators, LatestFile, Level, Manifest, Pathway, Quality, Signals,
} from './types';

/** A file that a release must have is not there, or is no JSON. The renderer ends with exit code 4. */
export class MissingInput extends Error {}

/** A release on disk. Small files are held in memory, the files of places are read when their pages are made. */
export class Release {
  readonly manifest: Manifest;
  readonly levels: readonly Level[];
  readonly areas: readonly Area[];
  readonly themes: Indicators['themes'];
  readonly indicators: readonly Indicator[];
  readonly signals: Signals;
  readonly quality: Quality;
  readonly changes: Changes;
  readonly actions: Actions;
  readonly evaluation: Evaluation;
  readonly pathways: readonly Pathway[];

  private readonly byCode: ReadonlyMap<string, Area>;
  private readonly bySlug: ReadonlyMap<string, Indicator>;
  private readonly childrenOf: ReadonlyMap<string, readonly Area[]>;
  private readonly levelOf: ReadonlyMap<string, Level>;
  private readonly namesakes: ReadonlyMap<string, readonly Area[]>;
  private readonly episodesOf: ReadonlyMap<string, readonly Episode[]>;

  constructor(private readonly folder: string) {
    this.manifest = this.required('manifest.json');
    const areas: Areas = this.required('areas.json');
    const indicators: Indicators = this.required('indicators.json');
    this.levels = areas.levels;
    this.areas = areas.areas;
    this.themes = indicators.themes;
    this.indicators = indicators.indicators;
    this.signals = this.required('signals.json');
    this.quality = this.required('quality.json');
    this.changes = this.required('changes.json');
    this.actions = this.required('actions.json');
    this.evaluation = this.required('evaluation.json');
    this.pathways = this.manifest.files.filter((file) => file.path.startsWith('pathway/')).map((file) => this.required<Pathway>(file.path));
    this.byCode = new Map(this.areas.map((area) => [area.code, area]));
    this.bySlug = new Map(this.indicators.map((indicator) => [indicator.slug, indicator]));
    this.levelOf = new Map(this.levels.map((level) => [level.level, level]));
    this.childrenOf = grouped(this.areas.filter((area) => area.parent !== null), (area) => area.parent as string);
    this.namesakes = grouped(this.areas, (area) => `${area.level} ${area.name}`);
    this.episodesOf = grouped(this.signals.episodes, (episode) => episode.place);
  }

  /** The place with this code; a place that areas.json does not list is a mistake of the release. */
  area(code: string): Area {
    const area = this.byCode.get(code);
    if (area === undefined) throw new MissingInput(`areas.json has no place with code ${JSON.stringify(code)}, but another file of the release names it`);
    return area;
  }

  indicator(slug: string): Indicator {
    const indicator = this.bySlug.get(slug);
    if (indicator === undefined) throw new MissingInput(`indicators.json has no indicator with slug ${JSON.stringify(slug)}, but another file of the release names it`);
    return indicator;
  }

  /** The level with this id; a level nobody described is shown under its id. */
  level(id: string): Level {
    return this.levelOf.get(id) ?? { level: id, name: id, plural: id, geometry: false };
  }

  theme(id: string): string {
    return this.themes.find((theme) => theme.theme === id)?.name ?? id;
  }

  children(code: string): readonly Area[] {
    return this.childrenOf.get(code) ?? [];
  }

  /** Places that lie in no other place of the release, the most populous first. */
  roots(): readonly Area[] {
    return this.areas
      .filter((area) => area.parent === null || !this.byCode.has(area.parent))
      .toSorted((a, b) => (b.population ?? 0) - (a.population ?? 0) || compareText(a.code, b.code));
  }

  /** The places an area lies in, the largest first. */
  ancestors(area: Area): readonly Area[] {
    const chain: Area[] = [];
    const seen = new Set([area.code]);
    for (let code = area.parent; code !== null && !seen.has(code); ) {
      const parent = this.byCode.get(code);
      if (parent === undefined) break;
      seen.add(code);
      chain.unshift(parent);
      code = parent.parent;
    }
    return chain;
  }

  /** The name, with what tells it from others of that name and level: the place around it, or else its code. */
  distinctName(area: Area): string {
    const namesakes = this.namesakes.get(`${area.level} ${area.name}`) ?? [area];
    if (namesakes.length === 1) return area.name;
    const around = (one: Area) => this.ancestors(one).at(-1)?.name ?? '';
    const alike = namesakes.filter((one) => around(one) === around(area));
    return `${area.name} (${alike.length === 1 && around(area) !== '' ? around(area) : area.code})`;
  }

  episodes(place: string): readonly Episode[] {
    return this.episodesOf.get(place) ?? [];
  }

  partnerName(id: string): string {
    return this.quality.partners.find((partner) => partner.partner === id)?.name
      ?? this.manifest.partners.find((partner) => partner.partner === id)?.name ?? id;
  }

  areaFile(slug: string): AreaFile {
    const path = `area/${slug}.json`;
    const file = this.required<AreaFile>(path);
    file.series.forEach((series) => checkSeries(path, series));
    return file;
  }

  groupsFile(slug: string): GroupsFile | null {
    const path = `area/${slug}/groups.json`;
    const file = this.optional<GroupsFile>(path);
    file?.indicators.forEach((indicator) => indicator.breakdowns.forEach((breakdown) => breakdown.groups.forEach((group) => {
      checkEstimate(`${path}, ${indicator.indicator}, ${breakdown.groupBy} ${group.group}`, group);
    })));
    return file;
  }

  latestFile(indicator: string): LatestFile | null {
    const path = `indicator/${indicator}/latest.json`;
    const file = this.optional<LatestFile>(path);
    file?.levels.forEach((level) => level.places.forEach((place) => checkEstimate(`${path}, place ${place.place}`, place)));
    return file;
  }

  geo(level: string): Geo | null {
    return this.optional(`geo/${level}.geo.json`);
  }

  private required<T>(path: string): T {
    const content = this.optional<T>(path);
    if (content === null) throw new MissingInput(`${join(this.folder, path)} is missing: is ${this.folder} the data folder of a release?`);
    return content;
  }

  private optional<T>(path: string): T | null {
    const file = join(this.folder, path);
    if (!existsSync(file)) return null;
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as T;
    } catch (error) {
      throw new MissingInput(`${file} is not whole: ${(error as Error).message}`);
    }
  }
}

function grouped<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** Order of code units: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
