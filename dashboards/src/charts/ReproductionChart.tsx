import type { Reproduction } from '../release/types';
import { linePath } from './path';
import { linear } from './scale';

const HIGHEST = 4;
const USUAL = [0.5, 1.5] as const;

/** How many others a case infected over the last weeks; the table beside it has the numbers. */
export function ReproductionChart({ course }: { course: Reproduction['course'] }) {
  if (course.mean.length < 2) return null;
  const x = linear([0, course.mean.length - 1], [6, 154]);
  const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null);
  const y = linear([Math.min(USUAL[0], ...known(course.lower95)), Math.min(HIGHEST, Math.max(USUAL[1], ...known(course.upper95)))], [42, 6]);
  const capped = (values: readonly (number | null)[]) => values.map((value) => (value === null ? null : Math.min(HIGHEST, value)));
  return (
    <svg class="spark" viewBox="0 0 160 48" role="img" aria-label="Others infected by a case: thick line. Limits: dashed lines. One: thin line.">
      <path class="parent" d={linePath(course.mean.map(() => 1), x, y)} />
      <path class="limit" d={linePath(capped(course.lower95), x, y)} />
      <path class="limit" d={linePath(capped(course.upper95), x, y)} />
      <path class="line" d={linePath(capped(course.mean), x, y)} />
    </svg>
  );
}
