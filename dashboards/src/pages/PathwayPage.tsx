import { TableRegion } from '../components/Figure';
import { Layout } from '../components/Layout';
import { ValueCell } from '../components/Value';
import { at, PATHS, type Site } from '../context';
import { capital, formatInterval, formatNumber, formatValue, plural } from '../format';
import { spanLabel } from '../release/periods';
import type { Pathway, PathwayChain, PathwayPlace } from '../release/types';
import { GROUP_BY } from '../words';

/** Rows of a level that a page shows; the rest is in the JSON file. */
const MOST_PLACES = 200;

/** An ordered set of outcomes: where people are lost on the way. */
export function PathwayPage({ site, pathway }: { site: Site; pathway: Pathway }) {
  const { release } = site;
  const here = at(PATHS.pathway(pathway.pathway));
  const places = new Map(pathway.places.map((place) => [place.place, place]));
  const wholes = release.roots().flatMap((root) => places.get(root.code) ?? []);
  const levels = release.levels.map((level) => {
    const all = pathway.places.filter((place) => release.area(place.place).level === level.level && !wholes.includes(place));
    const found = all.filter((place) => place.weakest !== null);
    return { level, found, few: all.length - found.length };
  });
  return (
    <Layout site={site} at={here} title={pathway.name} description={pathway.sentence} trail={[{ name: 'Outcomes', path: PATHS.outcomes }]}>
      <h1>{pathway.name}</h1>
      <p class="lead">{pathway.sentence}</p>
      <p>{pathway.rationale}</p>
      <p class="quiet">Every step is held against a benchmark. The distance is counted in standard errors, so that steps of different size and unit can be compared: beyond about two it is more than chance. {pathway.source}</p>
      {wholes.map((whole) => <Whole site={site} pathway={pathway} whole={whole} />)}
      {levels.map(({ level, found, few }) => found.length + few > 0 && (
        <section>
          <h2 id={`level-${level.level}`}>{capital(level.plural)}</h2>
          {found.length > 0 && <Distances pathway={pathway} name={`${pathway.name}, ${level.plural}`} column={capital(level.name)} rows={weakestFirst(found).slice(0, MOST_PLACES).map((place) => ({ name: release.distinctName(release.area(place.place)), href: here.root + PATHS.area(release.area(place.place).slug), chain: place }))} />}
          {found.length > MOST_PLACES && <p class="quiet">The {MOST_PLACES} weakest of {formatNumber(found.length, 0)}; all are in the file below.</p>}
          {few > 0 && <p class="quiet">Of {plural(few, level.name, level.plural)} fewer than two steps can be compared, mostly because numbers are small and hidden.</p>}
        </section>
      ))}
      <ul class="links"><li><a href={`${here.root}data/pathway/${pathway.pathway}.json`}>All places and groups (JSON)</a></li></ul>
    </Layout>
  );
}

function Whole({ site, pathway, whole }: { site: Site; pathway: Pathway; whole: PathwayPlace }) {
  const { release } = site;
  const here = at(PATHS.pathway(pathway.pathway));
  const area = release.area(whole.place);
  const caption = `${pathway.name} in ${area.name}`;
  return (
    <section>
      <h2 id={`in-${area.slug}`}>{area.name}</h2>
      <p><strong>{whole.text}</strong></p>
      <TableRegion name={caption}>
        <table>
          <caption class="out">{caption}</caption>
          <thead><tr><th scope="col">Step</th><th scope="col">Outcome</th><th scope="col" class="n">Value</th><th scope="col" class="n">95% interval</th><th scope="col" class="n">Benchmark</th><th scope="col">What it is</th><th scope="col" class="n">Distance in standard errors</th></tr></thead>
          <tbody>
            {pathway.stages.map((stage, i) => {
              const step = whole.stages[i];
              if (step === undefined || stage.indicator === null) return <tr><th scope="row">{stage.name}</th><td colSpan={6}>Not in this release</td></tr>;
              const indicator = release.indicator(stage.indicator);
              return (
                <tr>
                  <th scope="row">{stage.name}</th>
                  <td><a href={here.root + PATHS.areaIndicator(area.slug, indicator.slug)}>{indicator.plainName}</a>{step.periodStart !== null && step.periodEnd !== null && <span class="below quiet">{spanLabel(step.periodStart, step.periodEnd)}</span>}</td>
                  <td class="n"><ValueCell state={step.state} value={step.value} indicator={indicator} quality={step.quality} />{indicator.unitText !== '%' && step.value !== null && <span class="below quiet">{indicator.unitText}</span>}</td>
                  <td class="n">{formatInterval(step.lower95, step.upper95, indicator) ?? ''}</td>
                  <td class="n">{step.benchmark === null ? '' : formatValue(step.benchmark, indicator)}</td>
                  <td>{stage.benchmark}</td>
                  <Distance chain={whole} i={i} />
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableRegion>
      {whole.groups.length > 0 && (
        <>
          <h3>For whom</h3>
          <p>The same steps for each group; the weakest link of a group is marked.</p>
          <Distances pathway={pathway} name={`${caption}, by group`} column="Group" rows={whole.groups.map((group) => ({ name: `${GROUP_BY[group.groupBy].column}: ${group.name}`, href: null, chain: group }))} />
        </>
      )}
    </section>
  );
}

interface Row { readonly name: string; readonly href: string | null; readonly chain: PathwayChain }

function Distances({ pathway, name, column, rows }: { pathway: Pathway; name: string; column: string; rows: readonly Row[] }) {
  const caption = `${name}: distance from the benchmark in standard errors`;
  return (
    <TableRegion name={caption}>
      <table>
        <caption>{caption}. Below zero is worse.</caption>
        <thead><tr><th scope="col">{column}</th>{pathway.stages.map((stage) => <th scope="col" class="n">{stage.name}</th>)}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">{row.href === null ? row.name : <a href={row.href}>{row.name}</a>}</th>
              {pathway.stages.map((_, i) => <Distance chain={row.chain} i={i} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </TableRegion>
  );
}

function Distance({ chain, i }: { chain: PathwayChain; i: number }) {
  const score = chain.stages[i]?.score ?? null;
  if (score === null) return <td class="n"><span class="out">Cannot be compared</span></td>;
  const text = formatNumber(score, 1);
  return <td class="n">{chain.weakest === i ? <strong>{text} <span class="below">weakest link</span></strong> : text}</td>;
}

function weakestFirst(places: readonly PathwayPlace[]): PathwayPlace[] {
  const lowest = (place: PathwayPlace) => (place.weakest === null ? Infinity : place.stages[place.weakest]?.score ?? Infinity);
  return places.toSorted((a, b) => lowest(a) - lowest(b) || (a.place < b.place ? -1 : 1));
}
