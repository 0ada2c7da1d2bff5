import type { ComponentChildren } from 'preact';
import { PATHS, type Place, type Site } from '../context';
import { instantDay, longDate, longMonth } from '../release/periods';

const NAVIGATION: readonly { name: string; path: string; section: string }[] = [
  { name: 'Places', path: PATHS.places, section: 'area' },
  { name: 'Outcomes', path: PATHS.outcomes, section: 'indicator' },
  { name: 'Signals', path: PATHS.signals, section: 'signals' },
  { name: 'Actions', path: PATHS.actions, section: 'actions' },
  { name: 'Data quality', path: PATHS.quality, section: 'quality' },
  { name: 'Methods', path: PATHS.methods, section: 'methods' },
  { name: 'Data', path: PATHS.data, section: 'data' },
];

/** Nothing but the site's own style and script may load; nothing may be sent anywhere. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'";

export interface LayoutProps {
  readonly site: Site;
  readonly at: Place;
  readonly title: string;
  readonly description: string;
  readonly trail?: readonly { name: string; path: string }[];
  readonly children: ComponentChildren;
}

/** The frame of every page. The title of the page is its one h1, which the page itself writes. */
export function Layout({ site, at: here, title, description, trail, children }: LayoutProps) {
  const { manifest } = site.release;
  const to = (path: string) => here.root + path;
  const name = `${manifest.title} · Commonplace`;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={CONTENT_SECURITY_POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{here.path === PATHS.home ? name : `${title} – ${name}`}</title>
        <meta name="description" content={description} />
        <link rel="stylesheet" href={to(site.assets.css)} />
        <script src={to(site.assets.js)} defer data-root={here.root} data-places={to(site.assets.places)} />
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="top">
          <div class="wide">
            <a class="mark" href={to(PATHS.home)}>
              <svg viewBox="0 0 32 32" aria-hidden="true"><circle cx="12" cy="13" r="9" /><circle cx="20" cy="13" r="9" /><circle cx="16" cy="20" r="9" /></svg>
              <span>{manifest.title}</span> <span class="sub">Commonplace</span>
            </a>
            <nav aria-label="Main">
              <ul>
                {NAVIGATION.map((item) => (
                  <li><a href={to(item.path)} aria-current={here.path === item.path ? 'page' : here.path.startsWith(`${item.section}/`) ? 'true' : undefined}>{item.name}</a></li>
                ))}
              </ul>
            </nav>
          </div>
        </header>
        {manifest.example && (
          <aside class="notice" aria-label="About these data"><p class="wide"><strong>Invented data.</strong> This place and its people do not exist; the site shows what a real release looks like.</p></aside>
        )}
        <main id="main" class="wide" tabIndex={-1}>
          {trail !== undefined && (
            <nav class="trail" aria-label="Breadcrumb">
              <ol>{trail.map((step) => <li><a href={to(step.path)}>{step.name}</a></li>)}</ol>
            </nav>
          )}
          {children}
        </main>
        <footer>
          <div class="wide">
            <ul>
              <li><a href={to(PATHS.about)}>About</a></li>
              <li><a href={to(PATHS.accessibility)}>Accessibility</a></li>
              <li><a href={to(`${PATHS.methods}#words`)}>What the words mean</a></li>
              <li><a href={to(`${PATHS.data}#licence`)}>Licence: {manifest.licence.name}</a></li>
            </ul>
            <p>
              Release <code>{manifest.release}</code>, {longMonth(manifest.month)}
              {manifest.asOf !== null && <>, as known on {longDate(manifest.asOf)}</>}
              {manifest.receivedThrough !== null && <>. Made from data received up to {instantDay(manifest.receivedThrough)}</>}.
            </p>
          </div>
        </footer>
      </body>
    </html>
  );
}
