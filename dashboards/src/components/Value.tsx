import { formatValue, formatWithUnit } from '../format';
import { hasNumber } from '../release/check';
import type { Indicator, State } from '../release/types';
import { STATE } from '../words';

/** The number of a table cell with the letter of its state; without a number, the letter and the word. */
export function ValueCell({ state, value, indicator }: { state: State; value: number | null; indicator: Indicator }) {
  if (value === null || !hasNumber(state)) return <StateMark state={state} />;
  return <>{formatValue(value, indicator)}{state === 'provisional' && <> <abbr title={STATE.provisional.meaning}>p</abbr></>}</>;
}

export function StateMark({ state }: { state: State }) {
  const words = STATE[state];
  return <span class="state"><span class="symbol" aria-hidden="true">{words.symbol}</span> {words.short}</span>;
}

/** The value that a card or a page leads with. */
export function BigValue({ state, value, indicator }: { state: State; value: number | null; indicator: Indicator }) {
  if (value === null || !hasNumber(state)) return <p class="big none"><StateMark state={state} /></p>;
  const number = formatValue(value, indicator);
  const unit = formatWithUnit(value, indicator).slice(number.length);
  return <p class="big"><span class="number">{number}</span>{unit !== '' && <span class="unit">{unit}</span>}</p>;
}
