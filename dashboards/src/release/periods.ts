import type { Series, State, Step } from './types';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

interface Day { year: number; month: number; day: number }

function parse(date: string): Day {
  const [year, month, day] = date.split('-').map(Number);
  return { year: year as number, month: month as number, day: day ?? 1 };
}

function iso(time: Date): string {
  return time.toISOString().slice(0, 10);
}

function utc({ year, month, day }: Day): number {
  return Date.UTC(year, month - 1, day);
}

const MONTHS_OF: Record<'month' | 'quarter' | 'year', number> = { month: 1, quarter: 3, year: 12 };

/** First day of the period `index` steps after the period that starts on `start`. */
export function periodStart(start: string, step: Step, index: number): string {
  const first = parse(start);
  if (step === 'day' || step === 'week') return iso(new Date(utc(first) + index * (step === 'day' ? 1 : 7) * 86_400_000));
  return iso(new Date(Date.UTC(first.year, first.month - 1 + index * MONTHS_OF[step], first.day)));
}

/** Last day of that period. */
export function periodEnd(start: string, step: Step, index: number): string {
  return iso(new Date(Date.parse(`${periodStart(start, step, index + 1)}T00:00:00Z`) - 86_400_000));
}

/** Index of the period that holds this day; negative or past the end when none does. */
export function periodIndex(start: string, step: Step, date: string): number {
  const days = (utc(parse(date)) - utc(parse(start))) / 86_400_000;
  if (step === 'day' || step === 'week') return Math.floor(days / (step === 'day' ? 1 : 7));
  const [from, to] = [parse(start), parse(date)];
  const months = (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day ? 1 : 0);
  return Math.floor(months / MONTHS_OF[step]);
}

/** "3 March 2025". */
export function longDate(date: string): string {
  const { year, month, day } = parse(date);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** "3 Mar 2025". */
export function shortDate(date: string): string {
  const { year, month, day } = parse(date);
  return `${day} ${MONTHS[month - 1]?.slice(0, 3)} ${year}`;
}

/** "March 2025", of a date or a month. */
export function longMonth(date: string): string {
  const { year, month } = parse(date);
  return `${MONTHS[month - 1]} ${year}`;
}

/** "Mar 2025", of a date or a month. */
export function shortMonth(date: string): string {
  const { year, month } = parse(date);
  return `${MONTHS[month - 1]?.slice(0, 3)} ${year}`;
}

/** A period in words, as narrow as a table wants it: "Mar 2025", "week of 3 Mar 2025", "Jan to Mar 2025", "2024/25". */
export function periodLabel(start: string, step: Step): string {
  const { year, month } = parse(start);
  switch (step) {
    case 'day': return shortDate(start);
    case 'week': return `week of ${shortDate(start)}`;
    case 'month': return shortMonth(start);
    case 'quarter': return `${MONTHS[month - 1]?.slice(0, 3)} to ${shortMonth(periodEnd(start, step, 0))}`;
    case 'year': return month === 1 ? String(year) : `${year}/${String(year + 1).slice(2)}`;
  }
}

/** A span of days in words: "March 2025", "September 2024 to March 2025", "3 to 9 March 2025". */
export function spanLabel(start: string, end: string): string {
  const from = parse(start);
  const to = parse(end);
  if (start === end) return longDate(start);
  const wholeMonths = from.day === 1 && iso(new Date(utc(to) + 86_400_000)).endsWith('-01');
  if (!wholeMonths) {
    if (from.year === to.year && from.month === to.month) return `${from.day} to ${longDate(end)}`;
    return `${longDate(start)} to ${longDate(end)}`;
  }
  if (from.year === to.year && from.month === to.month) return longMonth(start);
  if (from.year === to.year && from.month === 1 && to.month === 12) return String(from.year);
  return from.year === to.year ? `${MONTHS[from.month - 1]} to ${longMonth(end)}` : `${longMonth(start)} to ${longMonth(end)}`;
}

/** An instant as a day: "10 April 2025". */
export function instantDay(instant: string): string {
  return longDate(instant.slice(0, 10));
}

/** What is stored as runs, one item per period. */
export function unrolled<T>(runs: readonly (readonly [T, number])[]): T[] {
  return runs.flatMap(([item, times]) => Array<T>(times).fill(item));
}

/** The states of a series, one per period. */
export function states(series: Pick<Series, 'state'>): State[] {
  return unrolled(series.state);
}
