/** A linear scale from data to picture units. */
export type Scale = (value: number) => number;

export function linear(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [d0, d1] = domain;
  const [r0, r1] = range;
  const k = d1 === d0 ? 0 : (r1 - r0) / (d1 - d0);
  return (value) => r0 + (value - d0) * k;
}

/** Round steps (1, 2 or 5 times a power of ten) that cover the span with about `count` intervals. */
export function ticks(min: number, max: number, count: number): number[] {
  const span = max - min || Math.abs(max) || 1;
  const raw = span / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * power).find((candidate) => candidate >= raw * 0.999) as number;
  const first = Math.floor(min / step + 1e-9);
  const last = Math.ceil(max / step - 1e-9);
  return Array.from({ length: Math.max(1, last - first) + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Decimals needed to tell neighbouring ticks apart. */
export function tickDecimals(values: readonly number[]): number {
  const step = values.length > 1 ? Math.abs((values[1] as number) - (values[0] as number)) : Math.abs(values[0] ?? 0);
  return step === 0 ? 0 : Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
}

/**
 * The value axis of a line. It starts at zero unless all values lie in the upper half of their range,
 * where a line from zero would show nothing; the chart then says so.
 */
export function valueAxis(values: readonly number[], count: number): { ticks: number[]; fromZero: boolean } {
  const min = Math.min(...values);
  const max = Math.max(...values);
  const fromZero = min < 0 || min < max * 0.55;
  const axis = ticks(fromZero ? Math.min(0, min) : min, max, count);
  return { ticks: axis, fromZero: fromZero || axis[0] === 0 };
}

/** A coordinate with at most one decimal. */
export function px(value: number): string {
  const tenths = Math.round(value * 10);
  return tenths % 10 === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1);
}

/** Indices of a series at which the time axis is labelled: evenly spread, the last always among them. */
export function labelledIndices(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  const step = Math.ceil(count / most);
  const indices: number[] = [];
  for (let i = count - 1; i >= 0; i -= step) indices.unshift(i);
  return indices;
}
