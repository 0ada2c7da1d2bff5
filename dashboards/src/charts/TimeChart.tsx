import { formatNumber, formatValue } from '../format';
import { periodIndex, periodStart, shortDate, shortMonth, states } from '../release/periods';
import type { Episode, Indicator, Nowcast, Numbers, Series, State, Step } from '../release/types';
import { STATE } from '../words';
import { Hatch } from './Hatch';
import { bandPath, dotsPath, linePath } from './path';
import { labelledIndices, linear, px, tickDecimals, type Scale, valueAxis } from './scale';

/** What a chart over time shows of a series. `trend`: value, interval and the place around. `control`: dots and control limits. */
export type TimeChartKind = 'trend' | 'control';

interface Frame { readonly width: number; readonly height: number; readonly left: number; readonly right: number; readonly top: number; readonly bottom: number; readonly xLabels: number; readonly yTicks: number }

const WIDE: Frame = { width: 960, height: 380, left: 56, right: 118, top: 14, bottom: 40, xLabels: 9, yTicks: 5 };
const NARROW: Frame = { width: 343, height: 270, left: 44, right: 14, top: 26, bottom: 34, xLabels: 3, yTicks: 4 };

/** A nowcast has a label of its own if it differs from the count by so great a share of it. */
const WORTH_TELLING = 0.01;

export interface TimeChartProps {
  readonly id: string;
  readonly kind: TimeChartKind;
  readonly series: Series;
  readonly indicator: Indicator;
  readonly parentName: string | null;
  /** Signals of this series: bars along the upper edge. */
  readonly episodes: readonly Episode[];
  /** What the newest numbers will come to, where they are not complete yet. */
  readonly nowcast?: Nowcast | undefined;
}

/** The picture twice, wide and narrow, so that letters keep their size on a phone; the style sheet shows one. */
export function TimeChart(props: TimeChartProps) {
  return (
    <>
      <Picture {...props} frame={WIDE} variant="wide" />
      <Picture {...props} frame={NARROW} variant="narrow" />
    </>
  );
}

function Picture({ id, kind, series, indicator, parentName, episodes, nowcast, frame, variant }: TimeChartProps & { frame: Frame; variant: 'wide' | 'narrow' }) {
  const count = series.value.length;
  const state = states(series);
  const coming = nowcast === undefined ? null : placed(series, nowcast);
  const numbers = drawnNumbers(kind, series, indicator, nowcast);
  const axis = valueAxis(numbers.length === 0 ? [0, 1] : numbers, frame.yTicks);
  const bottom = frame.height - frame.bottom;
  const end = frame.width - frame.right;
  const x = linear([0, Math.max(1, count - 1)], [frame.left + 8, end - 8]);
  const y = linear([axis.ticks[0] as number, axis.ticks[axis.ticks.length - 1] as number], [bottom, frame.top]);
  const decimals = tickDecimals(axis.ticks);
  const gap = count > 1 ? x(1) - x(0) : 40;
  const titleId = `${id}-${variant}`;
  return (
    <svg class={`picture ${variant}${count > 70 ? ' dense' : ''}`} viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-labelledby={titleId}
      data-x0={px(x(0))} data-dx={(count > 1 ? x(1) - x(0) : 0).toFixed(3)} data-n={count} data-top={frame.top} data-bottom={bottom}>
      <title id={titleId}>{series.text.title}</title>
      <path class="grid" d={axis.ticks.map((tick) => `M${frame.left} ${px(y(tick))}H${end}`).join('')} />
      {axis.ticks.map((tick) => (
        <text class="tick" x={frame.left - 8} y={px(y(tick) + 5)} text-anchor="end">
          {formatNumber(tick, decimals) + (indicator.unitText === '%' ? '%' : '')}
        </text>
      ))}
      <Gaps id={`${titleId}-hatch`} state={state} x={x} gap={gap} from={frame.left} to={end} top={frame.top} bottom={bottom} />
      <TimeLabels series={series} x={x} bottom={bottom} frame={frame} />
      {kind === 'trend'
        ? <TrendMarks series={series} state={state} coming={coming} x={x} y={y} />
        : <ControlMarks series={series} x={x} y={y} />}
      <Signals series={series} episodes={episodes} x={x} gap={gap} top={frame.top} />
      {indicator.target !== null && (
        <path class="target" d={`M${frame.left} ${px(y(indicator.target))}H${end}`} />
      )}
      <EndLabels kind={kind} series={series} indicator={indicator} parentName={parentName} coming={coming} y={y} frame={frame} />
    </svg>
  );
}

/** All numbers that a chart draws: its value axis spans them. */
function drawnNumbers(kind: TimeChartKind, series: Series, indicator: Indicator, nowcast: Nowcast | undefined): number[] {
  const shown: Numbers[] = kind === 'trend'
    ? [series.value, series.lower95, series.upper95, series.parentValue ?? []]
    : [series.value, series.spc?.lower ?? [], series.spc?.upper ?? [], series.spc?.mean ?? []];
  return [...shown, nowcast?.lower95 ?? [], nowcast?.upper95 ?? [], [indicator.target]].flat().filter((value) => value !== null);
}

/** Periods without a number are hatched and carry the letter of their state; provisional ones lie on grey. */
function Gaps({ id, state, x, gap, from, to, top, bottom }: { id: string; state: readonly State[]; x: Scale; gap: number; from: number; to: number; top: number; bottom: number }) {
  const marks = [];
  for (let i = 0; i < state.length; ) {
    const kind = state[i] as State;
    let j = i;
    while (j < state.length && state[j] === kind) j++;
    if (kind !== 'reported') {
      const left = Math.max(from, x(i) - gap / 2);
      const width = Math.min(to, x(j - 1) + gap / 2) - left;
      const area = `M${px(left)} ${top}h${px(width)}V${bottom}h${px(-width)}Z`;
      if (kind === 'provisional') {
        marks.push(<path class="provisional" d={area} />);
      } else {
        marks.push(<path class="gap" fill={`url(#${id})`} d={area} />);
        if (width >= 13) marks.push(<text class="gap-sign" x={px(left + width / 2)} y={bottom - 8} text-anchor="middle">{STATE[kind].symbol}</text>);
      }
    }
    i = j;
  }
  const hatched = state.some((one) => one !== 'reported' && one !== 'provisional');
  return <>{hatched && <Hatch id={id} />}{marks}</>;
}

function TimeLabels({ series, x, bottom, frame }: { series: Series; x: Scale; bottom: number; frame: Frame }) {
  const days = series.step === 'day' || series.step === 'week';
  // "30 Jul 2021" is longer than "Jul 2021".
  const indices = labelledIndices(series.value.length, frame.xLabels - (!days ? 0 : frame === WIDE ? 3 : 1));
  const last = indices.length - 1;
  return (
    <>
      <path class="axis" d={`M${frame.left} ${bottom}H${frame.width - frame.right}${indices.map((i) => `M${px(x(i))} ${bottom}v6`).join('')}`} />
      {indices.map((i, n) => {
        const [anchor, at]: [string, number] = frame === NARROW && n === last ? ['end', frame.width] : x(i) < frame.left + 30 ? ['start', frame.left] : ['middle', x(i)];
        return <text class="tick" x={px(at)} y={bottom + 24} text-anchor={anchor}>{axisLabel(periodStart(series.start, series.step, i), series.step)}</text>;
      })}
    </>
  );
}

function axisLabel(start: string, step: Step): string {
  if (step === 'day' || step === 'week') return shortDate(start);
  if (step === 'year') return start.slice(5, 7) === '01' ? start.slice(0, 4) : `${start.slice(0, 4)}/${String(Number(start.slice(0, 4)) + 1).slice(2)}`;
  return shortMonth(start);
}

interface Coming { readonly estimate: Numbers; readonly lower95: Numbers; readonly upper95: Numbers }

/** A nowcast on the periods of its series; it sets out from the last number that is complete. */
function placed(series: Series, nowcast: Nowcast): Coming {
  const at = nowcast.dates.map((date) => periodIndex(series.start, series.step, date));
  const before = Math.min(...at) - 1;
  const on = (numbers: readonly number[]): Numbers => series.value.map((value, i) => (i === before ? value : numbers[at.indexOf(i)] ?? null));
  return { estimate: on(nowcast.estimate), lower95: on(nowcast.lower95), upper95: on(nowcast.upper95) };
}

function TrendMarks({ series, state, coming, x, y }: { series: Series; state: readonly State[]; coming: Coming | null; x: Scale; y: Scale }) {
  // Two dashed lines would be alike: where one tells what is to come, grey alone marks what may change.
  const sure = series.value.length - (coming === null ? trailingProvisional(state) : 0);
  // Dots on a long line would hide it; but a number between two gaps is nothing else.
  const dotted = (i: number) => series.value.length <= 60 || (series.value[i - 1] == null && series.value[i + 1] == null);
  return (
    <>
      <path class="band" d={bandPath(series.lower95, series.upper95, x, y)} />
      {coming !== null && <path class="band" d={bandPath(coming.lower95, coming.upper95, x, y)} />}
      {coming !== null && <path class="line may-change" d={linePath(coming.estimate, x, y)} />}
      {series.parentValue && <path class="parent" d={linePath(series.parentValue, x, y)} />}
      <path class="line" d={linePath(series.value, x, y, 0, sure)} />
      {sure < series.value.length && <path class="line may-change" d={linePath(series.value, x, y, Math.max(0, sure - 1))} />}
      <path class="dots" d={dotsPath(series.value, x, y, dotted)} />
      {series.latest !== null && <path class="dots last" d={dotsPath(series.value, x, y, (i) => i === series.latest)} />}
    </>
  );
}

function Signals({ series, episodes, x, gap, top }: { series: Series; episodes: readonly Episode[]; x: Scale; gap: number; top: number }) {
  const bars = episodes.flatMap((episode) => {
    const first = Math.max(0, periodIndex(series.start, series.step, episode.first));
    const last = Math.min(series.value.length - 1, periodIndex(series.start, series.step, episode.last));
    return first > last ? [] : [`M${px(x(first) - gap / 2)} ${top - 4}H${px(x(last) + gap / 2)}`];
  });
  return bars.length === 0 ? null : <path class="signal" d={bars.join('')} />;
}

function trailingProvisional(state: readonly State[]): number {
  let times = 0;
  while (times < state.length && state[state.length - 1 - times] === 'provisional') times++;
  return times;
}

function ControlMarks({ series, x, y }: { series: Series; x: Scale; y: Scale }) {
  const spc = series.spc;
  if (spc === undefined) return null;
  const good = (i: number) => spc.point[i] === 'improvement';
  const bad = (i: number) => spc.point[i] === 'concern';
  const odd = (i: number) => spc.point[i] === 'neutral_high' || spc.point[i] === 'neutral_low';
  return (
    <>
      <path class="limit" d={linePath(spc.lower, x, y) + linePath(spc.upper, x, y)} />
      <path class="mean" d={linePath(spc.mean, x, y)} />
      <path class="thread" d={linePath(series.value, x, y)} />
      <path class="dots common" d={dotsPath(series.value, x, y, (i) => !good(i) && !bad(i) && !odd(i))} />
      <path class="dots good" d={dotsPath(series.value, x, y, good)} />
      <path class="dots bad" d={dotsPath(series.value, x, y, bad)} />
      <path class="dots odd" d={dotsPath(series.value, x, y, odd)} />
    </>
  );
}

/** Names at the line ends on wide pictures, pushed apart until none covers another. */
function EndLabels({ kind, series, indicator, parentName, coming, y, frame }: { kind: TimeChartKind; series: Series; indicator: Indicator; parentName: string | null; coming: Coming | null; y: Scale; frame: Frame }) {
  if (frame !== WIDE) return null;
  const labels: { class: string; text: string; at: number }[] = [];
  const add = (name: string, text: string, value: number | null | undefined) => {
    if (value !== null && value !== undefined) labels.push({ class: name, text, at: y(value) });
  };
  const value = series.latest === null ? null : series.value[series.latest];
  if (value !== null && value !== undefined) add('end-value', formatValue(value, indicator), value);
  const estimate = lastNumber(coming?.estimate);
  const moves = estimate !== null && Math.abs(estimate - (value ?? 0)) > WORTH_TELLING * estimate;
  if (moves) add('end-parent', `about ${formatValue(estimate, indicator)}`, estimate);
  if (kind === 'trend') add('end-parent', shorten(parentName ?? ''), lastNumber(series.parentValue));
  else {
    add('end-parent', 'Upper limit', lastNumber(series.spc?.upper));
    add('end-parent', 'Average', lastNumber(series.spc?.mean));
    add('end-parent', 'Lower limit', lastNumber(series.spc?.lower));
  }
  if (indicator.target !== null) add('end-target', `Target ${formatValue(indicator.target, indicator)}`, indicator.target);
  labels.sort((a, b) => a.at - b.at);
  for (let i = 1; i < labels.length; i++) {
    const above = labels[i - 1] as { at: number };
    const label = labels[i] as { at: number };
    label.at = Math.max(label.at, above.at + 18);
  }
  const overflow = Math.max(0, (labels.at(-1)?.at ?? 0) - (frame.height - frame.bottom));
  return (
    <>
      {labels.map((label) => (
        <text class={label.class} x={frame.width - frame.right + 8} y={px(label.at - overflow + 5)}>{label.text}</text>
      ))}
    </>
  );
}

function shorten(name: string): string {
  return name.length > 14 ? `${name.slice(0, 13).trimEnd()}…` : name;
}

function lastNumber(values: Numbers | undefined): number | null {
  return values?.findLast((value) => value !== null) ?? null;
}

/** The note a chart needs when its value axis does not start at zero, else null. */
export function axisNote(kind: TimeChartKind, series: Series, indicator: Indicator, nowcast: Nowcast | undefined): string | null {
  const numbers = drawnNumbers(kind, series, indicator, nowcast);
  return numbers.length === 0 || valueAxis(numbers, WIDE.yTicks).fromZero ? null : 'The scale does not start at 0.';
}
