import { Layout } from '../components/Layout';
import { at, PATHS, type Site } from '../context';

export function AboutPage({ site }: { site: Site }) {
  const { release } = site;
  const here = at(PATHS.about);
  return (
    <Layout site={site} at={here} title="About" description={`What this site is, and who makes it.`} trail={[{ name: 'Home', path: PATHS.home }]}>
      <h1>About</h1>
      <p class="lead">{release.manifest.purpose ?? `Shared outcomes for ${release.manifest.title}, from the partners' own records.`}</p>
      <section>
        <h2 id="whom">For whom</h2>
        <ul>
          <li>Residents look for their own area: <a href={here.root + PATHS.places}>all places</a>.</li>
          <li>Officials and partners look for what changed and how sure it is: <a href={here.root + PATHS.signals}>signals</a>, <a href={here.root + PATHS.outcomes}>outcomes</a>.</li>
          <li>Analysts take everything with them: <a href={here.root + PATHS.data}>data</a>, <a href={here.root + PATHS.methods}>methods</a>.</li>
        </ul>
      </section>
      {release.manifest.partners.length > 0 && (
        <section>
          <h2 id="who">Who contributes</h2>
          <ul class="columns">{release.manifest.partners.map((partner) => <li>{partner.name}</li>)}</ul>
        </section>
      )}
      <section>
        <h2 id="privacy">People's privacy</h2>
        <p>No record of a person is on this site or in its files: names and numbers that identify people are replaced by keyed tokens when partners' files arrive, and only counts leave. Small counts are hidden.</p>
        <p>This site sets no cookie, loads nothing from elsewhere, and counts no visits.</p>
      </section>
    </Layout>
  );
}

/** Says only what is tested with every build, and what is not. */
export function AccessibilityPage({ site }: { site: Site }) {
  const here = at(PATHS.accessibility);
  return (
    <Layout site={site} at={here} title="Accessibility" description="What works for whom, how it was tested, and what was not." trail={[{ name: 'Home', path: PATHS.home }]}>
      <h1>Accessibility</h1>
      <p class="lead">These pages aim at WCAG 2.2, level AA. This is a self-assessment; nobody else has certified it.</p>
      <section>
        <h2 id="tested">Tested with every build</h2>
        <ul>
          <li>Every kind of page with axe-core 4.13, all WCAG A and AA rules and best practices on, none switched off: light, dark, and 320 pixels wide. A build with one violation fails.</li>
          <li>Contrast of the palette by script: text at least 4.5 to 1, marks at least 3 to 1, light and dark.</li>
          <li>At 320 pixels no page scrolls sideways; wide tables scroll inside a region that the keyboard reaches.</li>
          <li>With scripts off, every page shows the same content.</li>
          <li>Every chart has a title, its numbers in words, a table, and a file; links lead somewhere.</li>
        </ul>
      </section>
      <section>
        <h2 id="use">Ways to use it</h2>
        <ul>
          <li>Each chart is one stop for the Tab key; left and right arrows then read it point by point, Home and End jump, Escape closes.</li>
          <li>Signs differ in shape as well as colour, and words stand beside them.</li>
          <li>Your own colours (forced colours), text size, dark mode and reduced motion are respected. Pages print with all tables open.</li>
        </ul>
      </section>
      <section>
        <h2 id="not">Not tested, or not good yet</h2>
        <ul>
          <li>No test with screen reader users, or by hand with NVDA or VoiceOver, has been recorded.</li>
          <li>Only Chromium is tested automatically; Firefox and Safari are not.</li>
          <li>Maps have no reading by keyboard of their own; the ranking above each map is the equivalent.</li>
          <li>There is no easy-read version, and only English.</li>
        </ul>
      </section>
    </Layout>
  );
}

export function NotFoundPage({ site }: { site: Site }) {
  const here = at(PATHS.notFound);
  return (
    <Layout site={site} at={here} title="Page not found" description="There is no such page.">
      <h1>There is no such page</h1>
      <p class="lead">It may have moved with a new release, or the address has a slip of the pen.</p>
      <ul>
        <li><a href={here.root + PATHS.home}>Start page</a></li>
        <li><a href={here.root + PATHS.places}>All places</a></li>
        <li><a href={here.root + PATHS.outcomes}>All outcomes</a></li>
      </ul>
    </Layout>
  );
}
