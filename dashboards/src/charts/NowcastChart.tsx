import type { Nowcast } from '../release/types';
import { bandPath, linePath } from './path';
import { linear } from './scale';

/** Provisional counts, and what they will come to; the table beside it has the numbers. */
export function NowcastChart({ nowcast }: { nowcast: Nowcast }) {
  if (nowcast.dates.length < 2) return null;
  const x = linear([0, nowcast.dates.length - 1], [6, 154]);
  const y = linear([0, Math.max(1, ...nowcast.upper95, ...nowcast.observed)], [42, 6]);
  return (
    <svg class="spark" viewBox="0 0 160 48" role="img" aria-label="Expected once all is in: thick line with its 95% interval. So far: thin line.">
      <path class="band" d={bandPath(nowcast.lower95, nowcast.upper95, x, y)} />
      <path class="parent" d={linePath(nowcast.observed, x, y)} />
      <path class="line" d={linePath(nowcast.estimate, x, y)} />
    </svg>
  );
}
