import { formatValue, formatWithUnit } from '../format';
import { hasNumber } from '../release/check';
import type { Indicator, State, Verdict } from '../release/types';
import { STATE, VERDICT } from '../words';

/** The number of a table cell with the signs of its state and of the data behind it; without a number, the sign and the word. */
export function ValueCell({ state, value, indicator, quality }: { state: State; value: number | null; indicator: Indicator; quality: Verdict | null }) {
  if (value === null || !hasNumber(state)) return <StateMark state={state} />;
  return <>{formatValue(value, indicator)}{state === 'provisional' && <> <abbr title={STATE.provisional.meaning}>{STATE.provisional.symbol}</abbr></>}{quality === 'care' && <> <abbr title={`${VERDICT.care.short}. ${VERDICT.care.meaning}`}>{VERDICT.care.symbol}</abbr></>}</>;
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
