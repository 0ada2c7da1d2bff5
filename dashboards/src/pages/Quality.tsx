import { TableRegion } from '../components/Figure';
import { ToneSign } from '../components/Icon';
import { Layout } from '../components/Layout';
import { at, PATHS, type Site } from '../context';
import { formatNumber, plural } from '../format';
import { instantDay, longMonth, shortMonth } from '../release/periods';
import type { Delivery, Feed, Quality } from '../release/types';

type Tone = 'good' | 'bad' | 'same' | 'unknown';

export const FEED_STATUS: Readonly<Record<Feed['status'], { tone: Tone; word: string }>> = {
  on_time: { tone: 'good', word: 'Received on time' },
  late: { tone: 'same', word: 'Received late' },
  missing: { tone: 'bad', word: 'Not received' },
  refused: { tone: 'bad', word: 'Received, refused' },
};

const CADENCE: Readonly<Record<Feed['cadence'], string>> = {
  day: 'every day', week: 'every week', month: 'every month', quarter: 'every quarter', year: 'every year', irregular: 'now and then',
};

const VERDICT = { good: { tone: 'good', word: 'Complete' }, incomplete: { tone: 'same', word: 'Incomplete' }, none: { tone: 'bad', word: 'No data' } } as const;
const CHECK = { passed: { tone: 'good', word: 'Passed' }, warned: { tone: 'same', word: 'Warning' }, failed: { tone: 'bad', word: 'Failed' } } as const;

/** Who sent what, when, and what became of it. */
export function QualityPage({ site }: { site: Site }) {
  const { release } = site;
  const here = at(PATHS.quality);
  const { quality } = release;
  return (
    <Layout site={site} at={here} title="Data quality" description={quality.text} trail={[{ name: 'Home', path: PATHS.home }]}>
      <h1>Data quality</h1>
      <p class="lead">{quality.text}</p>
      <section>
        <h2 id="partners">What each partner sent</h2>
        <TableRegion name="What each partner sent">
          <table>
            <caption class="out">What each partner sent: last period, whether it was on time, and rows received, used, rejected, duplicate and ignored over all deliveries in use</caption>
            <thead>
              <tr>
                <th scope="col">Export and partner</th><th scope="col">Due</th><th scope="col">Last period</th><th scope="col">Status</th>
                <th scope="col" class="n">Rows received</th><th scope="col" class="n">Used</th><th scope="col" class="n">Rejected</th><th scope="col" class="n">Duplicate</th><th scope="col" class="n">Ignored</th>
              </tr>
            </thead>
            <tbody>
              {quality.partners.flatMap((partner) => partner.feeds.map((feed) => {
                const sums = used(feed);
                return (
                  <tr>
                    <th scope="row"><a href={`${here.root + PATHS.partner(partner.partner)}#${feed.contract}`}>{feed.name}</a>{!feed.name.toLowerCase().startsWith(partner.name.toLowerCase()) && <span class="below">{partner.name}</span>}</th>
                    <td class="line">{CADENCE[feed.cadence]}{feed.dueDays !== null && <span class="below">within {plural(feed.dueDays, 'day', 'days')}</span>}</td>
                    <td class="line">{feed.lastPeriod === null ? 'none' : shortMonth(feed.lastPeriod)}</td>
                    <td><span class="verdict"><ToneSign tone={FEED_STATUS[feed.status].tone} />{FEED_STATUS[feed.status].word}</span></td>
                    <Rows delivery={sums} />
                  </tr>
                );
              }))}
            </tbody>
          </table>
        </TableRegion>
        <p class="quiet">Rows are those of deliveries in use. Received is always used + rejected + duplicate + ignored.</p>
      </section>
      {quality.indicators.length > 0 && (
        <section>
          <h2 id="outcomes">What this means for the outcomes</h2>
          <TableRegion name="Quality per outcome and partner">
            <table>
              <caption class="out">Quality per outcome and partner</caption>
              <thead><tr><th scope="col">Outcome</th><th scope="col">Partner</th><th scope="col">Completeness</th><th scope="col" class="n">Periods</th><th scope="col" class="n">Rows rejected</th></tr></thead>
              <tbody>
                {quality.indicators.map((row) => (
                  <tr>
                    <th scope="row"><a href={here.root + PATHS.indicator(row.indicator)}>{release.indicator(row.indicator).plainName}</a><span class="below">{row.text}</span></th>
                    <td>{release.partnerName(row.partner)}</td>
                    <td><span class="verdict"><ToneSign tone={VERDICT[row.verdict].tone} />{VERDICT[row.verdict].word}</span></td>
                    <td class="n">{row.periodsReceived === null || row.periodsExpected === null ? '' : `${row.periodsReceived} of ${row.periodsExpected}`}</td>
                    <td class="n">{row.rejectedPercent === null ? '' : `${formatNumber(row.rejectedPercent, 1)}%`}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableRegion>
        </section>
      )}
      {quality.checks.length > 0 && (
        <section>
          <h2 id="checks">Checks of this release</h2>
          <ul class="episodes">
            {quality.checks.map((check) => (
              <li><p class="verdict"><ToneSign tone={CHECK[check.result].tone} />{CHECK[check.result].word}: {check.check}</p><p>{check.text}</p></li>
            ))}
          </ul>
        </section>
      )}
      <ul class="links"><li><a href={`${here.root}data/quality.json`}>All of this as JSON</a></li></ul>
    </Layout>
  );
}

/** All deliveries of one partner. */
export function PartnerPage({ site, partner }: { site: Site; partner: Quality['partners'][number] }) {
  const here = at(PATHS.partner(partner.partner));
  return (
    <Layout site={site} at={here} title={`Data from ${partner.name}`} description={`What ${partner.name} sent, when, and what became of it.`}
      trail={[{ name: 'Data quality', path: PATHS.quality }]}>
      <h1>Data from {partner.name}</h1>
      {partner.feeds.length === 0 && <p class="empty">Nothing is expected or received.</p>}
      {partner.feeds.map((feed) => (
        <section>
          <h2 id={feed.contract}>{feed.name}</h2>
          <p class="verdict"><ToneSign tone={FEED_STATUS[feed.status].tone} />{FEED_STATUS[feed.status].word}</p>
          <p>{feed.text}</p>
          {feed.deliveries.length > 0 && <Deliveries feed={feed} partner={partner.name} />}
        </section>
      ))}
      <ul class="links"><li><a href="deliveries.csv" download>Download all deliveries (CSV)</a></li></ul>
    </Layout>
  );
}

/** Deliveries on the page of one feed; all are in the CSV. */
const MOST_DELIVERIES = 60;

function Deliveries({ feed, partner }: { feed: Feed; partner: string }) {
  const rows = feed.deliveries.slice(0, MOST_DELIVERIES);
  const caption = `${feed.name} from ${partner}, newest first`;
  return (
    <TableRegion name={caption}>
      <table>
        <caption>{caption}{feed.deliveries.length > rows.length && ` (the last ${rows.length} of ${feed.deliveries.length}; all are in the CSV file)`}</caption>
        <thead>
          <tr>
            <th scope="col">Covers</th><th scope="col">Received</th><th scope="col">What became of it</th>
            <th scope="col" class="n">Rows</th><th scope="col" class="n">Used</th><th scope="col" class="n">Rejected</th><th scope="col" class="n">Duplicate</th><th scope="col" class="n">Ignored</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((delivery) => (
            <tr>
              <th scope="row">{/^\d{4}-\d{2}$/.test(delivery.key) ? longMonth(delivery.key) : delivery.key}</th>
              <td>{instantDay(delivery.receivedAt)}</td>
              <td>
                {{ accepted: 'Used', refused: 'Refused', superseded: 'Replaced by a later one' }[delivery.status]}
                {delivery.reason !== null && <span class="below">{delivery.reason}</span>}
                {delivery.findings.length > 0 && <span class="below">{delivery.findings.slice(0, 5).map(finding).join('; ')}{delivery.findings.length > 5 && '; …'}</span>}
              </td>
              <Rows delivery={delivery} />
            </tr>
          ))}
        </tbody>
      </table>
    </TableRegion>
  );
}

function finding({ code, column, count }: Delivery['findings'][number]): string {
  return `${code}${column === null ? '' : ` in ${column}`}, ${plural(count, 'row', 'rows')}`;
}

type Counts = Pick<Delivery, 'received' | 'accepted' | 'rejected' | 'duplicate' | 'ignored'>;

function Rows({ delivery }: { delivery: Counts }) {
  return <>{(['received', 'accepted', 'rejected', 'duplicate', 'ignored'] as const).map((column) => <td class="n">{formatNumber(delivery[column], 0)}</td>)}</>;
}

/** Sums over the deliveries in use: bookkeeping of rows, no statistic. */
function used(feed: Feed): Counts {
  const sums = { received: 0, accepted: 0, rejected: 0, duplicate: 0, ignored: 0 };
  for (const delivery of feed.deliveries) {
    if (delivery.status !== 'accepted') continue;
    for (const column of Object.keys(sums) as (keyof Counts)[]) sums[column] += delivery[column];
  }
  return sums;
}
