import { describe, expect, it } from 'vitest';
import { formatBytes, formatInterval, formatNumber, formatWithUnit } from '../../src/format';

describe('numbers', () => {
  it.each([
    [18.44, 1, '18.4'], [18.45, 1, '18.5'], [1.005, 2, '1.01'], [9.96, 1, '10.0'], [0, 1, '0.0'], [0.04, 1, '0.0'],
    [1234567, 0, '1,234,567'], [1234.5, 1, '1,234.5'], [-3.25, 1, '\u22123.3'], [-0.04, 1, '0.0'], [1.2e-7, 2, '0.00'], [2e21, 0, '2,000,000,000,000,000,000,000'],
  ])('%d with %d decimals is %s: half up on decimal digits, as the pipeline rounds', (value, decimals, expected) => {
    expect(formatNumber(value, decimals)).toBe(expected);
  });

  it('glues the percent sign and spaces other units', () => {
    expect(formatWithUnit(18.44, { decimals: 1, unitText: '%' })).toBe('18.4%');
    expect(formatWithUnit(42, { decimals: 0, unitText: 'per 10,000 children' })).toBe('42 per 10,000 children');
  });

  it('has no interval when an end is missing', () => {
    expect(formatInterval(1, null, { decimals: 1, unitText: '%' })).toBeNull();
    expect(formatInterval(16.9, 20, { decimals: 1, unitText: '%' })).toBe('16.9% to 20.0%');
  });

  it('shows sizes', () => {
    expect([formatBytes(999), formatBytes(20_400), formatBytes(7_640_000)]).toEqual(['999 bytes', '20 KB', '7.6 MB']);
  });
});
