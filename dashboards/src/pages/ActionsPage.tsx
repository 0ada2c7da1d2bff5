import { ActionList } from '../components/ActionList';
import { Layout } from '../components/Layout';
import { at, PATHS, type Site } from '../context';
import { longDate } from '../release/periods';
import type { ActionOutcome } from '../release/types';
import { VERDICT } from '../words';

/** What is off track, and what is being done about it. */
export function ActionsPage({ site }: { site: Site }) {
  const { release } = site;
  const here = at(PATHS.actions);
  const { actions } = release;
  const off = actions.outcomes.filter((outcome) => outcome.offTrack);
  const others = actions.outcomes.filter((outcome) => !outcome.offTrack);
  return (
    <Layout site={site} at={here} title="Actions" description="Outcomes that are off track, and what members of the coalition have promised to do about them." trail={[{ name: 'Home', path: PATHS.home }]}>
      <h1>Actions</h1>
      <p class="lead">{actions.text}</p>
      <p>An outcome is off track when it misses its target by more than chance explains, or is getting worse by its control chart or since a year before; some weeks of growth alone do not count. Whether an action is overdue is seen from {longDate(actions.asAt)}.</p>
      <section>
        <h2 id="off-track">Off track</h2>
        {off.length === 0 && <p class="empty">No outcome of the whole area is off track.</p>}
        {off.map((outcome) => <Outcome site={site} outcome={outcome} />)}
      </section>
      {others.length > 0 && (
        <section>
          <h2 id="others">Other outcomes with actions</h2>
          {others.map((outcome) => <Outcome site={site} outcome={outcome} />)}
        </section>
      )}
      {actions.unlinked.length > 0 && (
        <section>
          <h2 id="unlinked">Actions without an outcome</h2>
          <p>These name an outcome or a place that this release does not have. Correct the list and send it again.</p>
          <ActionList actions={actions.unlinked} />
        </section>
      )}
    </Layout>
  );
}

function Outcome({ site, outcome }: { site: Site; outcome: ActionOutcome }) {
  const { release } = site;
  const here = at(PATHS.actions);
  const area = release.area(outcome.place);
  const indicator = release.indicator(outcome.indicator);
  return (
    <section>
      <h3><a href={here.root + PATHS.areaIndicator(area.slug, indicator.slug)}>{indicator.plainName} in {area.name}</a></h3>
      <p>{outcome.text}{outcome.quality === 'care' && ` ${VERDICT.care.short}: ${VERDICT.care.meaning}`}</p>
      {outcome.actions.length === 0 ? <p class="empty">Nobody has promised to act on it.</p> : <ActionList actions={outcome.actions} />}
    </section>
  );
}
