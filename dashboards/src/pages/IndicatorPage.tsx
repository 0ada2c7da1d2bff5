import { Choropleth, type Shapes } from '../charts/Choropleth';
import { Interval, intervalAxis, IntervalScale } from '../charts/Interval';
import { Figure, sourceLine, sourceNames, TableRegion } from '../components/Figure';
import { GroupFigure } from '../components/GroupFigure';
import { VariationSign } from '../components/Icon';
import { Layout } from '../components/Layout';
import { StateMark, ValueCell } from '../components/Value';
import { at, fileName, PATHS, type Site } from '../context';
import { capital, formatInterval, formatNumber, formatValue, plural } from '../format';
import { instantDay, longDate, spanLabel } from '../release/periods';
import { hasNumber } from '../release/check';
import { compareText } from '../release/release';
import type { Area, Indicator, IndicatorGroups, LatestFile, LatestLevel, PlaceEstimate, State } from '../release/types';
import { COMPARISON_SHORT, STATE, VARIATION } from '../words';

/** Rows of the ranking that a page shows; the rest is in the CSV. */
const MOST_PLACES = 400;

/** Places without a number that are listed among the others. */
const MOST_ABSENT = 8;

/** One outcome in all places, ranked with its uncertainty. */
export function IndicatorPage({ site, indicator, latest, shapes, groups }: {
  site: Site;
  indicator: Indicator;
  latest: LatestFile | null;
  shapes: ReadonlyMap<string, { shapes: Shapes; attribution: string | null }>;
  groups: { area: Area; groups: IndicatorGroups } | null;
}) {
  const { release } = site;
  const here = at(PATHS.indicator(indicator.slug));
  const levels = latest?.levels ?? [];
  const others = levels.filter((level) => level.places.length > 1);
  const single = levels.filter((level) => level.places.length === 1);
  return (
    <Layout site={site} at={here} title={indicator.plainName} description={indicator.sentence} trail={[{ name: 'Outcomes', path: PATHS.outcomes }]}>
      <header class="page-head">
        <p class="kicker">{release.theme(indicator.theme)}</p>
        <h1>{indicator.plainName}</h1>
        <p class="lead">{indicator.sentence}</p>
        <p>{indicator.rationale}</p>
      </header>
      {levels.length === 0 && <p class="empty">No value of this outcome is published in this release.</p>}
      {single.length > 0 && (
        <ul class="roots">
          {single.flatMap((level) => level.places.map((place) => {
            const area = release.area(place.place);
            return (
              <li>
                <a href={here.root + PATHS.areaIndicator(area.slug, indicator.slug)}>{area.name}</a>{' '}
                <strong><ValueCell state={place.state} value={place.value} indicator={indicator} quality={place.quality} /></strong>
                {hasNumber(place.state) && place.value !== null && <span class="quiet"> {indicator.unitText === '%' ? '' : `${indicator.unitText}, `}{intervalText(place, indicator)}{spanLabel(level.periodStart, level.periodEnd)}</span>}
              </li>
            );
          }))}
        </ul>
      )}
      {others.length > 1 && (
        <nav aria-label="Levels" class="jump"><ul>{others.map((level) => <li><a href={`#${levelId(level)}`}>{capital(release.level(level.level).plural)}</a></li>)}</ul></nav>
      )}
      {others.map((level) => <Ranking site={site} indicator={indicator} level={level} />)}
      {others.map((level) => {
        const drawn = shapes.get(level.level);
        // One class is no map.
        return drawn === undefined || level.breaks.length === 0 ? null : <MapFigure site={site} indicator={indicator} level={level} shapes={drawn.shapes} attribution={drawn.attribution} />;
      })}
      {groups?.groups.breakdowns.map((breakdown) => (
        <GroupFigure site={site} at={here} area={groups.area} indicator={indicator} groups={groups.groups} breakdown={breakdown} />
      ))}
      <section class="about">
        <h2 id="about">About this outcome</h2>
        <dl>
          <dt>Counted</dt><dd>{indicator.numeratorText}</dd>
          {indicator.denominatorText !== null && <><dt>Out of</dt><dd>{indicator.denominatorText}</dd></>}
          <dt>Good is</dt><dd>{{ 'low-is-good': 'low', 'high-is-good': 'high', neutral: 'neither: the number only describes' }[indicator.polarity]}</dd>
          {indicator.sources.length > 0 && <><dt>Source</dt><dd>{sourceNames(indicator)}</dd></>}
          {indicator.dataThrough !== null && <><dt>Data to</dt><dd>{longDate(indicator.dataThrough)}{indicator.vintage !== null && `, received up to ${instantDay(indicator.vintage)}`}</dd></>}
        </dl>
        <ul class="links">
          <li><a href={here.root + PATHS.method(indicator.slug)}>Definition and method</a></li>
          <li><a href={`${here.root}data/download/${indicator.slug}.csv`} download>All places and periods (CSV)</a></li>
        </ul>
      </section>
    </Layout>
  );
}

function levelId(level: LatestLevel): string {
  return `level-${fileName(level.level)}`;
}

function intervalText(place: PlaceEstimate, indicator: Indicator): string {
  const interval = formatInterval(place.lower95, place.upper95, indicator);
  return interval === null ? '' : `95% interval ${interval}, `;
}

/** Highest first; places without a number follow, in the order of their names. */
function ranked(site: Site, places: readonly PlaceEstimate[]): PlaceEstimate[] {
  const name = (place: PlaceEstimate) => site.release.area(place.place).name;
  const number = (place: PlaceEstimate) => (hasNumber(place.state) && place.value !== null ? place.value : -Infinity);
  return places.toSorted((a, b) => {
    const [one, two] = [number(a), number(b)];
    return one === two ? compareText(name(a), name(b)) || compareText(a.place, b.place) : two - one;
  });
}

function Ranking({ site, indicator, level }: { site: Site; indicator: Indicator; level: LatestLevel }) {
  const { release } = site;
  const here = at(PATHS.indicator(indicator.slug));
  const names = release.level(level.level);
  const period = spanLabel(level.periodStart, level.periodEnd);
  const all = ranked(site, level.places);
  const without = all.filter((place) => !hasNumber(place.state));
  // A few absences stand in the ranking; many would drown it.
  const apart = without.length > MOST_ABSENT;
  const listed = apart ? all.filter((place) => hasNumber(place.state)) : all;
  const rows = listed.slice(0, MOST_PLACES);
  const axis = intervalAxis(all.filter((place) => hasNumber(place.state)).flatMap((place) => [place.lower95, place.upper95, place.value]));
  const ranks = rows.some((place) => place.rankLow != null);
  const drawn = all.some((place) => hasNumber(place.state));
  const compared = rows.some((place) => place.comparison95 !== 'not_compared');
  const controls = rows.some((place) => place.variation !== 'not_assessed');
  const caption = `${indicator.plainName}, ${names.plural}, ${period}, highest first`;
  return (
    <Figure
      id={levelId(level)}
      title={level.text.title}
      subtitle={`${indicator.name}, ${indicator.unitText}, ${names.plural}, ${period}`}
      chart={rows.length === 0 ? <p class="empty">No place has a number that can be shown.</p> : (
        <TableRegion name={caption}>
          <table class="dots-table">
            <caption class="out">{caption}{listed.length > rows.length && ` (the first ${rows.length} of ${listed.length}; all are in the CSV file)`}</caption>
            <thead>
              <tr>
                <th scope="col">{capital(names.name)}</th>
                <th scope="col" class="n">{indicator.unitText}</th>
                {drawn && <th scope="col" class="picture"><span class="out">Picture of the value with its 95% interval</span><IntervalScale axis={axis} suffix={indicator.unitText === '%' ? '%' : ''} /></th>}
                {compared && <th scope="col">Compared</th>}
                {ranks && <th scope="col" class="n">Possible rank</th>}
                {controls && <th scope="col">Lately</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map((place) => {
                const area = release.area(place.place);
                const shown = hasNumber(place.state);
                return (
                  <tr>
                    <th scope="row"><a href={here.root + PATHS.areaIndicator(area.slug, indicator.slug)}>{release.distinctName(area)}</a></th>
                    <td class="n"><ValueCell state={place.state} value={place.value} indicator={indicator} quality={place.quality} /></td>
                    {drawn && <td class="picture">{shown && <><span class="out">{formatInterval(place.lower95, place.upper95, indicator) ?? ''}</span><Interval axis={axis} value={place.value} lower={place.lower95} upper={place.upper95} reference={null} kind={place.comparison95} /></>}</td>}
                    {compared && <td>{shown ? COMPARISON_SHORT[place.comparison95] : ''}</td>}
                    {ranks && <td class="n">{shown && place.rankLow != null && place.rankHigh != null ? (place.rankLow === place.rankHigh ? place.rankLow : `${place.rankLow} to ${place.rankHigh}`) : ''}</td>}
                    {controls && <td>{shown && place.variation !== 'not_assessed' && <span class="verdict"><VariationSign variation={place.variation} />{VARIATION[place.variation].word}</span>}</td>}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </TableRegion>
      )}
      reading={`Dots are values, lines their 95% confidence intervals; highest first${listed.length > rows.length ? `, the first ${rows.length} of ${plural(listed.length, 'place', 'places')}` : ''}. Places whose lines overlap much may well be alike: this is no league table.${compared ? ' Compared: with the place each lies in.' : ''}`}
      summary={level.text.summary}
      table={apart ? <Absent site={site} indicator={indicator} names={names.plural} places={without} /> : null}
      tableName={`${plural(without.length, 'place', 'places')} without a number`}
      csv={{ href: `${fileName(level.level)}.csv`, name: `Download all ${names.plural} (CSV)` }}
      source={sourceLine(release, indicator)}
    />
  );
}

function Absent({ site, indicator, names, places }: { site: Site; indicator: Indicator; names: string; places: readonly PlaceEstimate[] }) {
  const { release } = site;
  const caption = `${capital(names)} without a number`;
  return (
    <TableRegion name={caption}>
      <table>
        <caption class="out">{caption}</caption>
        <thead><tr><th scope="col">Place</th><th scope="col">Why</th></tr></thead>
        <tbody>
          {places.slice(0, MOST_PLACES).map((place) => {
            const area = release.area(place.place);
            return (
              <tr>
                <th scope="row"><a href={at(PATHS.indicator(indicator.slug)).root + PATHS.areaIndicator(area.slug, indicator.slug)}>{release.distinctName(area)}</a></th>
                <td><StateMark state={place.state} /></td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableRegion>
  );
}

function MapFigure({ site, indicator, level, shapes, attribution }: { site: Site; indicator: Indicator; level: LatestLevel; shapes: Shapes; attribution: string | null }) {
  const { release } = site;
  const names = release.level(level.level);
  const period = spanLabel(level.periodStart, level.periodEnd);
  const id = `map-${fileName(level.level)}`;
  const title = `${indicator.plainName}: map of ${names.plural}`;
  const caption = `Classes of the map of ${names.plural}, ${period}`;
  const absent = [...new Set(level.places.filter((place) => place.bin === null).map((place) => place.state))];
  return (
    <Figure
      id={id}
      title={title}
      subtitle={`${indicator.name}, ${indicator.unitText}, ${period}`}
      chart={<><Legend level={level} indicator={indicator} absent={absent} /><Choropleth id={id} title={title} shapes={shapes} places={level.places} /></>}
      reading="Colours run from low to high as the key shows. Large empty places weigh more on a map than they should: the ranking above shows every place alike."
      summary={level.text.summary}
      table={
        <TableRegion name={caption}>
          <table>
            <caption>{caption}. Every place with its number is in the ranking above.</caption>
            <thead><tr><th scope="col">Colour</th><th scope="col">{capital(indicator.unitText)}</th><th scope="col" class="n">Places</th><th scope="col">Which</th></tr></thead>
            <tbody>
              {Array.from({ length: level.breaks.length + 1 }, (_, bin) => {
                const inside = level.places.filter((place) => place.bin === bin);
                return <ClassRow site={site} swatch={`class-${bin}`} name={classRange(level.breaks, bin, indicator)} places={inside} />;
              })}
              {absent.map((state) => <ClassRow site={site} swatch="none" name={STATE[state as State].short} places={level.places.filter((place) => place.bin === null && place.state === state)} />)}
            </tbody>
          </table>
        </TableRegion>
      }
      csv={{ href: `${fileName(level.level)}.csv`, name: `Download the ${names.plural} on the map (CSV)` }}
      source={`${attribution === null ? '' : `Shapes: ${attribution}. `}Release ${release.manifest.release}.`}
    />
  );
}

function ClassRow({ site, swatch, name, places }: { site: Site; swatch: string; name: string; places: readonly PlaceEstimate[] }) {
  return (
    <tr>
      <td><span class={`swatch ${swatch}`} /></td>
      <th scope="row">{name}</th>
      <td class="n">{formatNumber(places.length, 0)}</td>
      <td>{places.slice(0, 60).map((place) => site.release.distinctName(site.release.area(place.place))).toSorted(compareText).join(', ')}{places.length > 60 && ' …'}</td>
    </tr>
  );
}

function Legend({ level, indicator, absent }: { level: LatestLevel; indicator: Indicator; absent: readonly State[] }) {
  return (
    <ul class="legend" aria-label="Colours of the map">
      {Array.from({ length: level.breaks.length + 1 }, (_, bin) => <li><span class={`swatch class-${bin}`} />{classRange(level.breaks, bin, indicator)}</li>)}
      {absent.length > 0 && <li><span class="swatch none" />No number</li>}
    </ul>
  );
}

function classRange(breaks: readonly number[], bin: number, indicator: Indicator): string {
  const low = breaks[bin - 1];
  const high = breaks[bin];
  if (low === undefined && high === undefined) return 'All values';
  if (low === undefined) return `Below ${formatValue(high as number, indicator)}`;
  if (high === undefined) return `${formatValue(low, indicator)} and above`;
  return `${formatValue(low, indicator)} to below ${formatValue(high, indicator)}`;
}
