import { FindPlace } from '../components/FindPlace';
import { Layout } from '../components/Layout';
import { at, PATHS, type Site } from '../context';
import { capital } from '../format';
import { compareText } from '../release/release';
import type { Area } from '../release/types';

/** Every place: first as a tree of the largest, then from A to Z. Needs no script. */
export function Places({ site }: { site: Site }) {
  const { release } = site;
  const here = at(PATHS.places);
  const letters = new Map<string, Area[]>();
  for (const area of release.areas.toSorted((a, b) => compareText(sortKey(a.name), sortKey(b.name)) || compareText(a.code, b.code))) {
    const letter = /^[a-z]/.test(sortKey(area.name)) ? sortKey(area.name).charAt(0).toUpperCase() : '#';
    const list = letters.get(letter);
    if (list === undefined) letters.set(letter, [area]);
    else list.push(area);
  }
  return (
    <Layout site={site} at={here} title="All places" description={`Every place in ${release.manifest.title}, from A to Z.`} trail={[{ name: 'Home', path: PATHS.home }]}>
      <h1>All places</h1>
      <FindPlace at={here} label="Find your area" />
      <section>
        <h2 id="large">From large to small</h2>
        {release.roots().map((root) => <Branch site={site} area={root} />)}
      </section>
      <section>
        <h2 id="a-z">A to Z</h2>
        <nav aria-label="Letters"><ul class="letters">{[...letters.keys()].map((letter) => <li><a href={`#letter-${letter === '#' ? 'other' : letter}`}>{letter}</a></li>)}</ul></nav>
        {[...letters].map(([letter, areas]) => (
          <section>
            <h3 id={`letter-${letter === '#' ? 'other' : letter}`}>{letter}</h3>
            <ul class="columns">
              {areas.map((area) => (
                <li data-place={area.slug}>
                  <a href={here.root + PATHS.area(area.slug)}>{area.name}</a> <span class="quiet">{where(site, area)}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </section>
    </Layout>
  );
}

/** "ward in Millbrook". */
export function where(site: Site, area: Area): string {
  const level = site.release.level(area.level).name;
  const parent = site.release.ancestors(area).at(-1);
  return parent === undefined ? level : `${level} in ${parent.name}`;
}

/** A root, and its children when these have children of their own; the smallest places are in the A to Z list and on their parents' pages. */
function Branch({ site, area }: { site: Site; area: Area }) {
  const { release } = site;
  const root = at(PATHS.places).root;
  const children = release.children(area.code);
  return (
    <div class="branch">
      <h3><a href={root + PATHS.area(area.slug)}>{area.name}</a> <span class="quiet">{capital(release.level(area.level).name)}</span></h3>
      {children.length > 0 && <ul class="columns">{children.map((child) => <li><a href={root + PATHS.area(child.slug)}>{child.name}</a></li>)}</ul>}
    </div>
  );
}

function sortKey(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
