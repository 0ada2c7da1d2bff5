import type { Indicator } from './release/types';

/**
 * A number with a fixed count of decimals and thousands commas, rounded half up on its decimal digits.
 * The pipeline rounds the same way, so that a sentence and a chart show the same digits.
 */
export function formatNumber(value: number, decimals: number): string {
  const negative = value < 0;
  const [digits, fraction] = roundHalfUp(plainDigits(Math.abs(value)), decimals);
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, ',');
  const text = fraction === '' ? grouped : `${grouped}.${fraction}`;
  return negative && /[1-9]/.test(text) ? `\u2212${text}` : text;
}

function plainDigits(value: number): string {
  const text = String(value);
  if (!/e/.test(text)) return text;
  const [mantissa, exponent] = text.split('e') as [string, string];
  const [whole, part = ''] = mantissa.split('.') as [string, string?];
  const shift = Number(exponent);
  if (shift >= 0) return whole + part.padEnd(shift, '0');
  return `0.${'0'.repeat(-shift - 1)}${whole}${part}`;
}

function roundHalfUp(text: string, decimals: number): [string, string] {
  const [whole, part = ''] = text.split('.') as [string, string?];
  const kept = part.padEnd(decimals, '0').slice(0, decimals);
  if (Number(part[decimals] ?? '0') < 5) return [whole, kept];
  const up = String(BigInt(whole + kept) + 1n).padStart(whole.length + decimals, '0');
  return [up.slice(0, up.length - decimals), up.slice(up.length - decimals)];
}

type Unit = Pick<Indicator, 'decimals' | 'unitText'>;

/** A value as the axis and the table show it: the unit only when it is a sign glued to the number. */
export function formatValue(value: number, { decimals, unitText }: Unit): string {
  return formatNumber(value, decimals) + (unitText === '%' ? '%' : '');
}

/** A value with its unit in full: "18.4%", "42 per 10,000 children". */
export function formatWithUnit(value: number, unit: Unit): string {
  return unit.unitText === '%' ? formatValue(value, unit) : `${formatValue(value, unit)} ${unit.unitText}`;
}

/** "16.9% to 20.0%", or null when an end is missing. */
export function formatInterval(lower: number | null | undefined, upper: number | null | undefined, unit: Unit): string | null {
  if (lower === null || lower === undefined || upper === null || upper === undefined) return null;
  return `${formatValue(lower, unit)} to ${formatValue(upper, unit)}`;
}

/** A count; with a fraction (a weighted count, a projected population) one decimal. */
export function formatCount(value: number): string {
  return formatNumber(value, Number.isInteger(value) ? 0 : 1);
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${formatNumber(bytes / 1000, 0)} KB`;
  return `${formatNumber(bytes / 1_000_000, 1)} MB`;
}

export function plural(count: number, one: string, many: string): string {
  return `${formatNumber(count, 0)} ${count === 1 ? one : many}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
