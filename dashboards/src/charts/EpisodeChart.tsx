import type { Episode } from '../release/types';
import { linePath } from './path';
import { linear } from './scale';

/** What was seen against what was expected and the limit; the table beside it has the numbers. */
export function EpisodeChart({ episode }: { episode: Episode }) {
  const { around } = episode;
  if (around === null) return null;
  const numbers = [around.observed, around.expected, around.threshold].flat().filter((value): value is number => value !== null);
  if (around.observed.length < 2 || numbers.length === 0) return null;
  const x = linear([0, around.observed.length - 1], [6, 154]);
  const y = linear([0, Math.max(1, ...numbers)], [42, 6]);
  return (
    <svg class="spark" viewBox="0 0 160 48" role="img" aria-label="Seen: thick line. Expected: thin line. Limit: dashed line.">
      <path class="parent" d={linePath(around.expected, x, y)} />
      <path class="limit" d={linePath(around.threshold, x, y)} />
      <path class="line" d={linePath(around.observed, x, y)} />
    </svg>
  );
}
