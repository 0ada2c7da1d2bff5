import { formatNumber } from '../format';
import type { Comparison } from '../release/types';
import { linear, px, type Scale, tickDecimals, ticks } from './scale';

/** The common axis of a column of intervals, in percent of the column's width. */
export interface IntervalAxis { readonly scale: Scale; readonly ticks: readonly number[] }

/** From zero to the largest upper end; below zero only when there are negative numbers. */
export function intervalAxis(numbers: readonly (number | null | undefined)[]): IntervalAxis {
  const known = numbers.filter((value): value is number => value !== null && value !== undefined);
  const max = Math.max(...known, 0);
  const min = Math.min(...known, 0);
  // Where all values lie high, the axis starts above zero, as for lines.
  const low = known.length > 0 && Math.min(...known) > max * 0.55 ? Math.min(...known) : min;
  const marks = ticks(low, max === low ? low + 1 : max, 3);
  return { scale: linear([marks[0] as number, marks[marks.length - 1] as number], [3, 97]), ticks: marks };
}

/** One interval with its dot. Widths are percentages, so that the picture fills its cell without being stretched. */
export function Interval({ axis, value, lower, upper, reference, kind }: {
  axis: IntervalAxis; value: number | null; lower: number | null; upper: number | null; reference: number | null; kind: Comparison | 'plain';
}) {
  const at = (number: number) => `${px(axis.scale(number))}%`;
  return (
    <svg class={`interval is-${kind}`} aria-hidden="true">
      {reference !== null && <line class="reference" x1={at(reference)} x2={at(reference)} y1="0" y2="100%" />}
      {lower !== null && upper !== null && <line class="range" x1={at(lower)} x2={at(upper)} y1="50%" y2="50%" />}
      {value !== null && <circle cx={at(value)} cy="50%" r="5" />}
    </svg>
  );
}

/** The axis itself, for the head of the column. */
export function IntervalScale({ axis, suffix }: { axis: IntervalAxis; suffix: string }) {
  const decimals = tickDecimals(axis.ticks);
  return (
    <svg class="interval-scale" aria-hidden="true">
      {axis.ticks.map((tick, i) => (
        <text x={`${px(axis.scale(tick))}%`} y="14" text-anchor={i === 0 ? 'start' : i === axis.ticks.length - 1 ? 'end' : 'middle'}>
          {formatNumber(tick, decimals) + suffix}
        </text>
      ))}
    </svg>
  );
}
