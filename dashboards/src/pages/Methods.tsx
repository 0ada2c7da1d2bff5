import { DetectorTables } from '../components/DetectorTable';
import { TableRegion } from '../components/Figure';
import { TrendSign, VariationSign } from '../components/Icon';
import { Layout } from '../components/Layout';
import { at, PATHS, type Site } from '../context';
import { capital, formatNumber, formatWithUnit } from '../format';
import { instantDay, longDate } from '../release/periods';
import type { Indicator, State, Trend, Variation, Verdict } from '../release/types';
import { GROUP_BY, STATE, TREND, VARIATION, VERDICT } from '../words';

/** How numbers come about, and what the words on the pages mean. */
export function MethodsPage({ site }: { site: Site }) {
  const { release } = site;
  const here = at(PATHS.methods);
  const methods = new Map(release.indicators.map((indicator) => [indicator.method, indicator.methodText]));
  return (
    <Layout site={site} at={here} title="Methods" description="How every number is worked out, and what the words mean." trail={[{ name: 'Home', path: PATHS.home }]}>
      <h1>Methods</h1>
      <p class="lead">Partners send records; shared definitions turn them into outcomes; every number on this site is computed once, by one program, and drawn from the same files that you can download.</p>
      <section>
        <h2 id="definitions">Definitions</h2>
        <TableRegion name="Definitions">
          <table>
            <caption class="out">Definitions of all outcomes</caption>
            <thead><tr><th scope="col">Outcome</th><th scope="col">Theme</th><th scope="col">Id</th><th scope="col">Version</th><th scope="col">Interval</th></tr></thead>
            <tbody>
              {release.indicators.map((indicator) => (
                <tr>
                  <th scope="row"><a href={here.root + PATHS.method(indicator.slug)}>{indicator.name}</a></th>
                  <td>{release.theme(indicator.theme)}</td><td>{indicator.id}</td><td>{indicator.version}</td><td>{capital(indicator.method)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableRegion>
      </section>
      <section>
        <h2 id="intervals">Values and intervals</h2>
        <p>A value from few people moves by chance. The 95% confidence interval is the range that would hold the underlying value 95 times in 100; the 99.8% interval 998 times in 1,000.</p>
        <dl>{[...methods].map(([method, text]) => <><dt>{capital(method)}</dt><dd>{text}</dd></>)}</dl>
      </section>
      <section>
        <h2 id="comparison">Comparison</h2>
        <p>A place is called better or worse than the place around it only when that value lies outside its own 95% interval; else the two are similar: they cannot be told apart. For outcomes where neither is good, the words are higher and lower.</p>
      </section>
      <section>
        <h2 id="control">Usual ups and downs</h2>
        <p>A control chart learns from a series how much it moves by itself. A point, or a run of points, beyond that is a sign that something has changed.</p>
        <dl class="words">{(Object.keys(VARIATION) as Variation[]).map((variation) => <><dt><span class="verdict"><VariationSign variation={variation} />{VARIATION[variation].word}</span></dt><dd>{VARIATION[variation].meaning}</dd></>)}</dl>
      </section>
      {release.evaluation.benchmarks.length > 0 && (
        <section>
          <h2 id="detectors">How good the spike detectors are</h2>
          <p>Each detector is judged on drawn series, with outbreaks put in at known times (Noufaily and others 2013 and 2019). A good one finds outbreaks early and seldom cries wolf; the last row is one who knows the true mean and spread.</p>
          <DetectorTables evaluation={release.evaluation} />
        </section>
      )}
      {release.signals.testedSeries > 0 && (
        <section>
          <h2 id="many">Many places, many tests</h2>
          <p>A detector tests every place in every period, so some signals come by chance: how many to expect is said on the <a href={here.root + PATHS.signals}>signals page</a>. A signal stands out when it is hardly one of these. That is decided over the tree of places: a district is looked at because the city around it shows something, itself or in one of its districts, and each family of places is tested by Benjamini and Hochberg (TreeBH; Bogomolov, Peterson, Benjamini and Sabatti 2021). On every level no more than {formatNumber(100 * release.signals.falseDiscoveryRate, 0)} in 100 of the places that stand out are expected to do so by chance. The q-value over all places alike is given beside it.</p>
        </section>
      )}
      {release.signals.testedSeries > 0 && (
        <section>
          <h2 id="clusters">Clusters of neighbouring places</h2>
          <p>Circles are drawn around the middle of every place, with up to 50 neighbours and over the last 1 to 14 days or weeks. In each, what was counted is held against what the detectors expect of its places in that season (expectation-based Poisson scan; Kulldorff 2001, Neill 2009). The same is done 999 times with counts drawn as if nothing happened, each place varying as much as it usually does; a Gumbel distribution fitted to these tells how rarely chance brings so unlikely a circle. Circles that come less than once in 100 days are shown, as New York City does (Greene and others 2016).</p>
        </section>
      )}
      {release.signals.nowcasts.length > 0 && (
        <section>
          <h2 id="nowcasts">Counts that are not complete yet</h2>
          <p>Each delivery has the day on which it was received, so what was known on any past day can be told again. From that it is learned, of all places together, how much counts of the last days or weeks grew, or were taken back, until they stood still (chain ladder), how differently from time to time (negative binomial), and, where little is known of delays, how unlike the others the next may be. A detector tests what a count will come to, with its uncertainty, not what it is so far. Growth and the number of others that a case infects are made of what counts will come to, but for the newest of which that is not known within a tenth, even odds: these are left off.</p>
        </section>
      )}
      {release.signals.reproduction.length > 0 && (
        <section>
          <h2 id="reproduction">How many others a case infects</h2>
          <p>The reproduction number of the last seven days is what was counted in them, held against what the cases before could cause, each spread over the days after it as the serial interval says (Cori and others 2013, as R's EpiEstim works it out, with its prior of mean 5 and standard deviation 5). Above 1 cases grow, below 1 they shrink. It is told of daily counts only: in a week, cases fall together with those that they infect, which the method rules out. Provisional days are left off, and nothing is told where a count is hidden, missing or corrected to less than none.</p>
          <dl>{release.indicators.map((indicator) => indicator.serialInterval !== null && <><dt>{indicator.name}</dt><dd>Serial interval of {formatNumber(indicator.serialInterval.mean, 1)} days on average, standard deviation {formatNumber(indicator.serialInterval.sd, 1)}. {indicator.serialInterval.source}.</dd></>)}</dl>
        </section>
      )}
      <section>
        <h2 id="small">Small numbers</h2>
        <p>Small counts could tell something about one person. They are hidden, and so are enough of their neighbours in a table that no hidden count can be found by subtraction. One mark stands for both kinds, so that the mark itself tells nothing.</p>
      </section>
      <section>
        <h2 id="words">What the words mean</h2>
        <h3>Direction</h3>
        <dl class="words">{(Object.keys(TREND) as Trend[]).map((trend) => <><dt><span class="verdict"><TrendSign trend={trend} />{TREND[trend]}</span></dt><dd>{TREND_MEANING[trend]}</dd></>)}</dl>
        <h3>The data behind a number</h3>
        <dl class="words">{(Object.keys(VERDICT) as Verdict[]).map((verdict) => <><dt>{VERDICT[verdict].short}{VERDICT[verdict].symbol !== '' && ` (${VERDICT[verdict].symbol})`}</dt><dd>{VERDICT[verdict].meaning}</dd></>)}</dl>
        <h3>Why a number is there, or not</h3>
        <TableRegion name="Why a number is there, or not">
          <table>
            <caption class="out">Why a number is there, or not</caption>
            <thead><tr><th scope="col">Words</th><th scope="col">Sign</th><th scope="col">In files</th><th scope="col">Meaning</th></tr></thead>
            <tbody>{(Object.keys(STATE) as State[]).map((state) => <tr><th scope="row">{STATE[state].short}</th><td>{STATE[state].symbol}</td><td><code>{state}</code></td><td>{STATE[state].meaning}</td></tr>)}</tbody>
          </table>
        </TableRegion>
      </section>
      <section>
        <h2 id="same">Same input, same numbers</h2>
        <p>The program is open. The same files give the same release, byte for byte; its name, <code>{release.manifest.release}</code>, is the fingerprint of what is in it. Program version {release.manifest.pipeline.version}{release.manifest.pipeline.commit !== null && <>, commit <code>{release.manifest.pipeline.commit}</code></>}.</p>
      </section>
    </Layout>
  );
}

const TREND_MEANING: Readonly<Record<Trend, string>> = {
  better: 'The change is in the good direction and more than chance.',
  worse: 'The change is in the bad direction and more than chance.',
  rising: 'It rises by more than chance; neither direction is good or bad.',
  falling: 'It falls by more than chance; neither direction is good or bad.',
  no_change: 'What change there is can be chance.',
  too_few: 'There are too few points or people for a verdict, or they vary too much.',
};

/** The definition of one indicator. */
export function MethodPage({ site, indicator }: { site: Site; indicator: Indicator }) {
  const { release } = site;
  const here = at(PATHS.method(indicator.slug));
  return (
    <Layout site={site} at={here} title={`Definition: ${indicator.name}`} description={indicator.sentence} trail={[{ name: 'Methods', path: PATHS.methods }]}>
      <p class="kicker">{release.theme(indicator.theme)}</p>
      <h1>{indicator.name}</h1>
      <p class="lead">{indicator.sentence}</p>
      <p>{indicator.rationale}</p>
      <section class="about">
        <h2 id="definition">Definition</h2>
        <dl>
          <dt>In everyday words</dt><dd>{indicator.plainName}</dd>
          <dt>Id and version</dt><dd>{indicator.id}, version {indicator.version}</dd>
          <dt>Counted</dt><dd>{indicator.numeratorText}</dd>
          {indicator.denominatorText !== null && <><dt>Out of</dt><dd>{indicator.denominatorText}</dd></>}
          <dt>Formula</dt><dd><code class="formula">{indicator.formula}</code></dd>
          <dt>Unit</dt><dd>{capital(indicator.unitText)}, {indicator.decimals === 0 ? 'whole numbers' : `${formatNumber(indicator.decimals, 0)} digit${indicator.decimals === 1 ? '' : 's'} after the point`}</dd>
          <dt>Interval</dt><dd>{indicator.methodText}</dd>
          <dt>Good is</dt><dd>{{ 'low-is-good': 'Low', 'high-is-good': 'High', neutral: 'Neither' }[indicator.polarity]}</dd>
          <dt>Covers</dt><dd>{capital(indicator.windowText)}, a value every {indicator.step}</dd>
          {indicator.target !== null && <><dt>Target</dt><dd>{formatWithUnit(indicator.target, indicator)}</dd></>}
          <dt>For</dt><dd>{indicator.levels.map((level) => release.level(level).plural).join(', ')}</dd>
          {indicator.groups.length > 0 && <><dt>Groups</dt><dd>{indicator.groups.map((group) => GROUP_BY[group].column.toLowerCase()).join(', ')}</dd></>}
          <dt>Small numbers</dt><dd>{indicator.suppression.text}</dd>
          {indicator.quality !== null && <><dt>Data behind it</dt><dd>{indicator.quality}</dd></>}
          {indicator.owner !== null && <><dt>Owner</dt><dd>{indicator.owner}</dd></>}
          <dt>Purpose</dt><dd><code>{indicator.purpose}</code></dd>
        </dl>
      </section>
      <section>
        <h2 id="sources">Sources</h2>
        {indicator.sources.length === 0 && <p class="empty">Nothing has been received for it yet.</p>}
        {indicator.sources.length > 0 && <ul>{indicator.sources.map((source) => <li>{source.name}{source.partners.length > 0 && ` (${source.partners.join(', ')})`}{source.licence !== null && `. Licence: ${source.licence}`}</li>)}</ul>}
        {indicator.dataThrough !== null && <p class="quiet">Data to {longDate(indicator.dataThrough)}{indicator.vintage !== null && `, received up to ${instantDay(indicator.vintage)}`}.</p>}
      </section>
      {indicator.caveats.length > 0 && <section><h2 id="caveats">Bear in mind</h2><ul>{indicator.caveats.map((caveat) => <li>{caveat}</li>)}</ul></section>}
      {indicator.changes.length > 0 && (
        <section><h2 id="changes">Changes of the definition</h2><ul>{indicator.changes.map((change) => <li>Version {change.version}: {change.text}</li>)}</ul></section>
      )}
      <ul class="links"><li><a href={here.root + PATHS.indicator(indicator.slug)}>See it for all places</a></li></ul>
    </Layout>
  );
}
