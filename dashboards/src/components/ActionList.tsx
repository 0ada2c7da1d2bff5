import type { PromisedAction } from '../release/types';
import { ToneSign } from './Icon';

const STATUS: Readonly<Record<PromisedAction['status'], { tone: 'good' | 'same' | 'unknown'; word: string }>> = {
  planned: { tone: 'unknown', word: 'Planned' },
  under_way: { tone: 'same', word: 'Under way' },
  done: { tone: 'good', word: 'Done' },
  stopped: { tone: 'unknown', word: 'Stopped' },
};

/** Who has promised what, and how it stands. */
export function ActionList({ actions }: { actions: readonly PromisedAction[] }) {
  return (
    <ul class="episodes">
      {actions.map((action) => (
        <li>
          <p class="verdict"><ToneSign tone={action.overdue ? 'bad' : STATUS[action.status].tone} />{action.overdue ? 'Overdue' : STATUS[action.status].word}</p>
          <p><strong>{action.commitment}</strong></p>
          <p class="quiet">{action.owner}. {action.text}</p>
          {action.story !== null && <p class="quiet">The story behind it: {action.story}</p>}
          {action.why !== undefined && <p class="quiet">{action.why}</p>}
        </li>
      ))}
    </ul>
  );
}
