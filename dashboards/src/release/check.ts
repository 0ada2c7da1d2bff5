import { states } from './periods';
import type { Estimate, Series, State } from './types';

/** A release says two things at once. Nothing is drawn from it. */
export class InconsistentRelease extends Error {}

/** States that come with a number. */
export function hasNumber(state: State): boolean {
  return state === 'reported' || state === 'provisional';
}

const VALUES = ['value', 'lower95', 'upper95', 'lower998', 'upper998'] as const;

/** A number beside a state that says there is none would end up in a line, a table or a file: the release is refused. */
export function checkEstimate(where: string, estimate: Estimate): void {
  if (!hasNumber(estimate.state) && VALUES.some((column) => estimate[column] !== null)) {
    throw new InconsistentRelease(`${where}: state ${estimate.state}, but there is a number`);
  }
  if (hasNumber(estimate.state) && estimate.value === null) {
    throw new InconsistentRelease(`${where}: state ${estimate.state}, but there is no number`);
  }
}

/** The same for each period; and all columns are as long as the states say. */
export function checkSeries(file: string, series: Series): void {
  const where = `${file}, ${series.indicator}`;
  const state = states(series);
  const columns = { ...Object.fromEntries(VALUES.map((column) => [column, series[column]])), numerator: series.numerator, denominator: series.denominator,
    parentValue: series.parentValue, 'spc.mean': series.spc?.mean, 'spc.lower': series.spc?.lower, 'spc.upper': series.spc?.upper, 'spc.point': series.spc?.point };
  for (const [column, numbers] of Object.entries(columns)) {
    if (numbers !== undefined && numbers.length !== state.length) {
      throw new InconsistentRelease(`${where}: ${column} has ${numbers.length} items, the states cover ${state.length} periods`);
    }
  }
  state.forEach((one, i) => {
    const number = (column: (typeof VALUES)[number]) => series[column][i] ?? null;
    checkEstimate(`${where}, period ${i}`, {
      state: one, value: number('value'), lower95: number('lower95'), upper95: number('upper95'), lower998: number('lower998'), upper998: number('upper998'),
      numerator: null, denominator: null, quality: null,
    });
    if (one === 'suppressed' && series.numerator?.[i] != null) throw new InconsistentRelease(`${where}, period ${i}: state suppressed, but there is a numerator`);
  });
}
