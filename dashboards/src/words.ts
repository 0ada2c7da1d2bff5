// The fixed words of the site. Every state, verdict and comparison has a word and a sign of its own, so that nothing rests on colour.
import type { Assurance, Comparison, GroupBy, State, Trend, Variation, Verdict } from './release/types';

export interface StateWords {
  /** One letter or sign for tight places; the letters of the Government Statistical Service where it has one. */
  readonly symbol: string;
  readonly short: string;
  readonly meaning: string;
}

export const STATE: Readonly<Record<State, StateWords>> = {
  reported: { symbol: '', short: 'Reported', meaning: 'A usable value. Zero means counted, and none found.' },
  provisional: { symbol: 'p', short: 'Provisional', meaning: 'A usable value that may still change as late records arrive.' },
  suppressed: { symbol: 'c', short: 'Hidden to protect people', meaning: 'The number is small, or would let a small number be worked out, so it is not shown.' },
  not_submitted: { symbol: 'x', short: 'Not sent', meaning: 'The partner did not send this period. It is not zero.' },
  too_few: { symbol: 'u', short: 'Too few to say', meaning: 'There are too few people or events for the method to say anything, or the data does not reach back as far as the value does.' },
  not_applicable: { symbol: 'z', short: 'Does not apply', meaning: 'There can be no value here.' },
  failed_validation: { symbol: 'f', short: 'Failed checks', meaning: 'The data came but failed a check, so they are not used.' },
  withheld: { symbol: 'w', short: 'Withheld', meaning: 'Held back under an agreement with the partner, or because too little of the data behind it came or could be used.' },
};

/** What the data behind a number allows to be said of it. */
export const VERDICT: Readonly<Record<Verdict, StateWords>> = {
  good: { symbol: '', short: 'Good', meaning: 'All the data behind it is there.' },
  care: { symbol: '!', short: 'Use with care', meaning: 'Some of the data behind it is missing, was turned away, is old or does not add up.' },
  withheld: { symbol: 'w', short: 'Withheld', meaning: 'Too little of the data behind it is there for a number.' },
};

export const TREND: Readonly<Record<Trend, string>> = {
  better: 'Getting better',
  worse: 'Getting worse',
  rising: 'Rising',
  falling: 'Falling',
  no_change: 'No real change',
  too_few: 'Too few to say',
};

export const VARIATION: Readonly<Record<Variation, { word: string; finding: string; meaning: string }>> = {
  improvement: { word: 'Improving', finding: 'Improving: better than its usual ups and downs', meaning: 'Better than its usual ups and downs: something has changed for the better.' },
  concern: { word: 'Of concern', finding: 'Of concern: worse than its usual ups and downs', meaning: 'Worse than its usual ups and downs: something has changed for the worse.' },
  neutral_high: { word: 'Unusually high', finding: 'Higher than its usual ups and downs', meaning: 'Higher than its usual ups and downs.' },
  neutral_low: { word: 'Unusually low', finding: 'Lower than its usual ups and downs', meaning: 'Lower than its usual ups and downs.' },
  common_cause: { word: 'Usual ups and downs', finding: 'Within its usual ups and downs', meaning: 'Moves no more than it usually does.' },
  not_assessed: { word: 'Not assessed', finding: 'Too few points to know what is usual', meaning: 'Too few points to know what is usual.' },
};

export const ASSURANCE: Readonly<Record<Assurance, string>> = {
  pass: 'Can be expected to meet the target',
  fail: 'Can be expected to miss the target',
  hit_and_miss: 'May meet or miss the target by chance',
  no_target: 'No target, or too few points',
};

const COMPARED: Readonly<Record<Comparison, string>> = {
  better: 'Better than',
  worse: 'Worse than',
  higher: 'Higher than',
  lower: 'Lower than',
  similar: 'Similar to',
  not_compared: 'Not compared with',
};

/** "Worse than Millbrook". */
export function compared(comparison: Comparison, place: string): string {
  return `${COMPARED[comparison]} ${place}`;
}

/** One word for a table cell. */
export const COMPARISON_SHORT: Readonly<Record<Comparison, string>> = {
  better: 'Better',
  worse: 'Worse',
  higher: 'Higher',
  lower: 'Lower',
  similar: 'Similar',
  not_compared: 'Not compared',
};

export const GROUP_BY: Readonly<Record<GroupBy, { name: string; column: string }>> = {
  sex: { name: 'By sex', column: 'Sex' },
  age_band: { name: 'By age', column: 'Age' },
  ethnicity: { name: 'By ethnic group', column: 'Ethnic group' },
  deprivation_quintile: { name: 'By deprivation of the neighbourhood', column: 'Deprivation' },
};
