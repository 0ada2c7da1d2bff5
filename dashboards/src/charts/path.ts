import type { Numbers } from '../release/types';
import { px, type Scale } from './scale';

type At = (index: number) => string;

/** A line through the numbers, broken where there is none. A number alone between two gaps is a dot (round caps). */
export function linePath(values: Numbers, x: Scale, y: Scale, from = 0, to = values.length): string {
  let path = '';
  let open = false;
  for (let i = from; i < to; i++) {
    const value = values[i];
    if (value === null || value === undefined) {
      open = false;
      continue;
    }
    const alone = !open && (i + 1 >= to || values[i + 1] == null);
    path += `${open ? 'L' : 'M'}${px(x(i))} ${px(y(value))}${alone ? 'h0' : ''}`;
    open = true;
  }
  return path;
}

/** The area between two lines, broken where one of them is missing. */
export function bandPath(lower: Numbers, upper: Numbers, x: Scale, y: Scale): string {
  let path = '';
  let run: number[] = [];
  const point = (values: Numbers): At => (i) => `${px(x(i))} ${px(y(values[i] as number))}`;
  const flush = () => {
    if (run.length === 1) {
      const i = run[0] as number;
      path += `M${px(x(i) - 3)} ${px(y(upper[i] as number))}h6V${px(y(lower[i] as number))}h-6Z`;
    } else if (run.length > 1) {
      path += `M${run.map(point(upper)).join('L')}L${run.toReversed().map(point(lower)).join('L')}Z`;
    }
    run = [];
  };
  for (let i = 0; i < lower.length; i++) {
    if (lower[i] == null || upper[i] == null) flush();
    else run.push(i);
  }
  flush();
  return path;
}

/** Dots of one kind as one path of zero-length strokes; a round cap makes each a circle. */
export function dotsPath(values: Numbers, x: Scale, y: Scale, chosen: (index: number) => boolean): string {
  let path = '';
  values.forEach((value, i) => {
    if (value !== null && chosen(i)) path += `M${px(x(i))} ${px(y(value))}h0`;
  });
  return path;
}
