import type { Geo, PlaceEstimate, Position } from '../release/types';
import { Hatch } from './Hatch';

/**
 * The shapes of a level, projected once. Equal-area around the middle latitude: east-west lengths are shrunk by its cosine,
 * which is true to shape and area for a city, a region or a country that is not very tall.
 */
export class Shapes {
  readonly height: number;
  private readonly paths: ReadonlyMap<string, string>;

  constructor(geo: Geo, readonly width: number) {
    const rings = geo.features.map((feature) => ({
      place: feature.properties.place,
      rings: feature.geometry.type === 'Polygon' ? feature.geometry.coordinates : feature.geometry.coordinates.flat(),
    }));
    let west = Infinity, east = -Infinity, south = Infinity, north = -Infinity;
    for (const { rings: all } of rings) {
      for (const ring of all) {
        for (const [lon, lat] of ring as readonly [number, number][]) {
          west = Math.min(west, lon);
          east = Math.max(east, lon);
          south = Math.min(south, lat);
          north = Math.max(north, lat);
        }
      }
    }
    const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
    const tallest = width * 1.1;
    const scale = Math.min((width - 4) / ((east - west) * shrink || 1), (tallest - 4) / (north - south || 1));
    const left = (width - (east - west) * shrink * scale) / 2;
    this.height = Math.ceil((north - south) * scale) + 4;
    const project = ([lon, lat]: Position): [number, number] => [
      Math.round(((lon as number) - west) * shrink * scale + left),
      Math.round((north - (lat as number)) * scale + 2),
    ];
    this.paths = new Map(rings.map(({ place, rings: all }) => {
      const path = all.map((ring) => ringPath(ring.map(project))).join('');
      return [place, path === '' ? speck(project(all[0]?.[0] ?? [west, north])) : path];
    }));
  }

  has(place: string): boolean {
    return this.paths.has(place);
  }

  /** All shapes of these places as one path. */
  merged(places: readonly string[]): string {
    return places.map((place) => this.paths.get(place) ?? '').join('');
  }
}

/** Whole units and relative steps; points that fall on the same unit are dropped, and islands smaller than one unit with them. */
function ringPath(points: readonly [number, number][]): string {
  let path = '';
  let px = 0, py = 0, kept = 0;
  for (const [x, y] of points) {
    if (kept === 0) path = `M${x} ${y}`;
    else if (x !== px || y !== py) path += `l${x - px} ${y - py}`;
    else continue;
    px = x;
    py = y;
    kept++;
  }
  return kept < 4 ? '' : `${path}Z`;
}

/** A place too small for its shape is still there. */
function speck([x, y]: readonly [number, number]): string {
  return `M${x - 1} ${y - 1}h3v3h-3Z`;
}

/** One path per class; places without a value are hatched. */
export function Choropleth({ id, title, shapes, places }: { id: string; title: string; shapes: Shapes; places: readonly PlaceEstimate[] }) {
  const classes = [0, 1, 2, 3, 4];
  const withBin = (bin: number | null) => places.filter((place) => place.bin === bin).map((place) => place.place);
  return (
    <svg class="map" viewBox={`0 0 ${shapes.width} ${shapes.height}`} role="img" aria-labelledby={`${id}-title`}>
      <title id={`${id}-title`}>{title}</title>
      <Hatch id={`${id}-hatch`} />
      <path class="none" fill={`url(#${id}-hatch)`} d={shapes.merged(withBin(null))} />
      {classes.map((bin) => <path class={`class-${bin}`} d={shapes.merged(withBin(bin))} />)}
    </svg>
  );
}
