import { describe, expect, it } from 'vitest';
import { periodEnd, periodIndex, periodLabel, periodStart, spanLabel, states } from '../../src/release/periods';

describe('periods', () => {
  it.each([
    ['2024-02-28', 'day', 2, '2024-03-01'], ['2025-12-29', 'week', 1, '2026-01-05'], ['2024-11-01', 'month', 3, '2025-02-01'],
    ['2024-10-01', 'quarter', 1, '2025-01-01'], ['2023-09-01', 'year', 2, '2025-09-01'],
  ] as const)('%s, %s, %d steps on is %s', (start, step, index, expected) => {
    expect(periodStart(start, step, index)).toBe(expected);
  });

  it('end on the day before the next', () => {
    expect(periodEnd('2024-01-01', 'month', 1)).toBe('2024-02-29');
    expect(periodEnd('2025-03-03', 'week', 0)).toBe('2025-03-09');
  });

  it('are found by a day they hold', () => {
    expect(periodIndex('2025-03-03', 'week', '2025-03-16')).toBe(1);
    expect(periodIndex('2024-11-01', 'month', '2025-02-28')).toBe(3);
    expect(periodIndex('2023-09-01', 'year', '2025-08-31')).toBe(1);
    expect(periodIndex('2024-11-01', 'quarter', '2024-10-31')).toBe(-1);
  });

  it('have names', () => {
    expect(periodLabel('2025-03-01', 'month')).toBe('Mar 2025');
    expect(periodLabel('2025-03-03', 'week')).toBe('week of 3 Mar 2025');
    expect(periodLabel('2025-01-01', 'quarter')).toBe('Jan to Mar 2025');
    expect(periodLabel('2024-09-01', 'year')).toBe('2024/25');
    expect(periodLabel('2024-01-01', 'year')).toBe('2024');
  });

  it('span days in words', () => {
    expect(spanLabel('2025-03-01', '2025-03-31')).toBe('March 2025');
    expect(spanLabel('2024-09-01', '2025-03-31')).toBe('September 2024 to March 2025');
    expect(spanLabel('2025-01-01', '2025-03-31')).toBe('January to March 2025');
    expect(spanLabel('2025-01-01', '2025-12-31')).toBe('2025');
    expect(spanLabel('2025-03-03', '2025-03-09')).toBe('3 to 9 March 2025');
    expect(spanLabel('2025-03-31', '2025-04-06')).toBe('31 March 2025 to 6 April 2025');
    expect(spanLabel('2025-03-03', '2025-03-03')).toBe('3 March 2025');
  });

  it('expand runs of states', () => {
    expect(states({ state: [['reported', 2], ['suppressed', 1]] })).toEqual(['reported', 'reported', 'suppressed']);
  });
});
