import type { Series } from '../release/types';
import { bandPath, dotsPath, linePath } from './path';
import { linear } from './scale';

/** A small line without words, for a card that says everything in words beside it. */
export function Sparkline({ series }: { series: Series }) {
  const numbers = [series.value, series.lower95, series.upper95].flat().filter((value): value is number => value !== null);
  if (numbers.length === 0) return null;
  const x = linear([0, Math.max(1, series.value.length - 1)], [6, 154]);
  const y = linear([Math.min(...numbers), Math.max(...numbers)], [42, 6]);
  return (
    <svg class="spark" viewBox="0 0 160 48" aria-hidden="true">
      <path class="band" d={bandPath(series.lower95, series.upper95, x, y)} />
      <path class="line" d={linePath(series.value, x, y)} />
      {series.latest !== null && <path class="dots last" d={dotsPath(series.value, x, y, (i) => i === series.latest)} />}
    </svg>
  );
}
