import { Layout } from '../components/Layout';
import { at, PATHS, type Site } from '../context';
import { longDate } from '../release/periods';

/** Every indicator by theme. */
export function Outcomes({ site }: { site: Site }) {
  const { release } = site;
  const here = at(PATHS.outcomes);
  return (
    <Layout site={site} at={here} title="Outcomes" description="Every outcome that is published, by theme." trail={[{ name: 'Home', path: PATHS.home }]}>
      <h1>Outcomes</h1>
      <p class="lead">What is measured, for every place. Choose one to see all places side by side.</p>
      {release.pathways.length > 0 && (
        <section>
          <h2 id="pathways">Pathways</h2>
          <p>Outcomes in the order in which people meet them, with the weakest link for every place and group.</p>
          <ul class="links">{release.pathways.map((pathway) => <li><a href={here.root + PATHS.pathway(pathway.pathway)}>{pathway.name}</a></li>)}</ul>
        </section>
      )}
      <div class="themes">
      {release.themes.map((theme) => {
        const indicators = release.indicators.filter((indicator) => indicator.theme === theme.theme);
        return indicators.length === 0 ? null : (
          <section>
            <h2 id={theme.theme}>{theme.name}</h2>
            <ul class="outcomes">
              {indicators.map((indicator) => (
                <li>
                  <h3><a href={here.root + PATHS.indicator(indicator.slug)}>{indicator.plainName}</a></h3>
                  <p>{indicator.sentence}</p>
                  <p class="quiet">{indicator.name}, {indicator.unitText}{indicator.dataThrough !== null && `, data to ${longDate(indicator.dataThrough)}`}</p>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      </div>
    </Layout>
  );
}
