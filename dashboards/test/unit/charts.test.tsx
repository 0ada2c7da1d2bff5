import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { Shapes } from '../../src/charts/Choropleth';
import { Interval, intervalAxis } from '../../src/charts/Interval';
import { bandPath, dotsPath, linePath } from '../../src/charts/path';
import { axisNote, TimeChart } from '../../src/charts/TimeChart';
import { labelledIndices, linear, tickDecimals, ticks, valueAxis } from '../../src/charts/scale';
import type { Indicator, Series } from '../../src/release/types';

const x = linear([0, 3], [0, 30]);
const y = linear([0, 10], [100, 0]);

describe('scales', () => {
  it('tick in round steps that cover the data', () => {
    expect(ticks(0, 19.3, 5)).toEqual([0, 5, 10, 15, 20]);
    expect(ticks(0, 0.0031, 4)).toEqual([0, 0.001, 0.002, 0.003, 0.004]);
    expect(ticks(88.2, 94.9, 4)).toEqual([88, 90, 92, 94, 96]);
    expect(ticks(-12, 30, 4)).toEqual([-20, 0, 20, 40]);
    expect(ticks(5, 5, 4).length).toBeGreaterThan(1);
  });

  it('print as many decimals as tell ticks apart', () => {
    expect([tickDecimals([0, 5]), tickDecimals([0, 0.5]), tickDecimals([0, 0.001]), tickDecimals([0, 100])]).toEqual([0, 1, 3, 0]);
  });

  it('start at zero unless a line would show nothing', () => {
    expect(valueAxis([3, 12], 4).ticks[0]).toBe(0);
    expect(valueAxis([88, 95], 4)).toEqual({ ticks: [88, 90, 92, 94, 96], fromZero: false });
    expect(valueAxis([-4, 3], 4).fromZero).toBe(true);
  });

  it('label the last period always', () => {
    expect(labelledIndices(5, 9)).toEqual([0, 1, 2, 3, 4]);
    expect(labelledIndices(24, 9)).toEqual([2, 5, 8, 11, 14, 17, 20, 23]);
  });
});

describe('paths', () => {
  it('break where there is no number; a lone number is a dot', () => {
    expect(linePath([1, 2, null, 4], x, y)).toBe('M0 90L10 80M30 60h0');
    expect(linePath([null, null], x, y)).toBe('');
  });

  it('draw the band of each run', () => {
    expect(bandPath([1, 1, null, 1], [3, 3, null, 3], x, y)).toBe('M0 70L10 70L10 90L0 90ZM27 70h6V90h-6Z');
  });

  it('draw only chosen dots', () => {
    expect(dotsPath([1, null, 3, 4], x, y, (i) => i !== 3)).toBe('M0 90h0M20 70h0');
  });
});

describe('a chart over time', () => {
  const indicator = { decimals: 1, unitText: '%', target: null } as Indicator;
  const series: Series = {
    indicator: 'x', version: '1', start: '2025-01-01', step: 'month', latest: 3, trend: 'no_change', text: { title: 'No real change: x', summary: '' },
    value: [10, 12, null, 11], lower95: [8, 10, null, 9], upper95: [12, 14, null, 13], lower998: [7, 9, null, 8], upper998: [13, 15, null, 14],
    state: [['reported', 2], ['suppressed', 1], ['provisional', 1]], quality: null, care: [],
  };
  const html = renderToString(<TimeChart id="trend" kind="trend" series={series} indicator={indicator} parentName={null} episodes={[]} />);

  it('carries on from the last complete number to what the newest will come to', () => {
    const counts: Series = { ...series, value: [10, 12, 14, 6], lower95: [], upper95: [], state: [['reported', 4]] };
    const nowcast = { indicator: 'x', place: 'p', step: 'month' as const, dates: ['2025-03-01', '2025-04-01'], observed: [14, 6], estimate: [15, 18], lower50: [15, 16], upper50: [15, 20], lower95: [14, 9], upper95: [17, 31], text: '' };
    const drawn = (chosen?: typeof nowcast) => renderToString(<TimeChart id="trend" kind="trend" series={counts} indicator={indicator} parentName={null} episodes={[]} nowcast={chosen} />);
    const dashed = /class="line may-change" d="M([^"]+)"/.exec(drawn(nowcast))?.[1] ?? '';
    expect(dashed.split('L').length).toBe(3);
    expect(/class="line" d="([^"]+)"/.exec(drawn(nowcast))?.[1], 'where it leaves the line').toContain(`L${dashed.split('L')[0]}L`);
    expect(drawn(nowcast)).toContain('about 18');
    expect(drawn()).not.toContain('may-change');
    const provisional = renderToString(<TimeChart id="trend" kind="trend" series={{ ...counts, state: [['reported', 2], ['provisional', 2]] }} indicator={indicator} parentName={null} episodes={[]} nowcast={nowcast} />);
    expect(provisional.match(/may-change/g), 'one dashed line in each of the two pictures').toHaveLength(2);
    expect(/class="line" d="([^"]+)"/.exec(provisional)?.[1]?.split('L'), 'the counts so far stay one line').toHaveLength(4);
  });
  const wide = html.slice(0, html.indexOf('</svg>') + 6);

  it('draws value, interval, gap and provisional end where they belong', () => {
    expect(wide).toContain('<title id="trend-wide">No real change: x</title>');
    expect(wide).toContain('viewBox="0 0 960 380" role="img" aria-labelledby="trend-wide" data-x0="64" data-dx="256.667" data-n="4" data-top="14" data-bottom="340"');
    // The axis runs from 8 (y 340) to 14 (y 14): 12 lies at 122.7, 10 at 231.3.
    expect(wide).toContain('<path class="band" d="M64 122.7L320.7 14L320.7 231.3L64 340ZM831 68.3h6V285.7h-6Z"></path>');
    expect(wide).toContain('<path class="line" d="M64 231.3L320.7 122.7"></path><path class="line may-change" d="M834 177h0"></path>');
    expect(wide).toMatch(/<path class="gap" fill="url\(#trend-wide-hatch\)"[^>]*><\/path><text class="gap-sign"[^>]*>c<\/text><path class="provisional"/);
    expect(wide).toMatch(/<text class="end-value"[^>]*>11.0%<\/text>/);
  });

  it('tells when its axis does not start at zero', () => {
    expect(axisNote('trend', series, indicator, undefined)).toBe('The scale does not start at 0.');
    expect(axisNote('trend', { ...series, lower95: [1, 1, null, 1] }, indicator, undefined)).toBeNull();
  });

  it('does not tell it when what the newest numbers will come to brings zero in', () => {
    const counts: Series = { ...series, value: [1000, 1010, 1020, 1005], lower95: [], upper95: [], state: [['reported', 4]] };
    const nowcast = { indicator: 'x', place: 'p', step: 'month' as const, dates: ['2025-04-01'], observed: [1005], estimate: [1030], lower50: [1010], upper50: [1060], lower95: [500], upper95: [1100], text: '' };
    expect(axisNote('trend', counts, indicator, undefined)).not.toBeNull();
    expect(axisNote('trend', counts, indicator, nowcast)).toBeNull();
  });
});

describe('intervals', () => {
  it('lie on the common axis, in percent of the cell', () => {
    const axis = intervalAxis([4, 12, 20]);
    expect(axis.ticks).toEqual([0, 10, 20]);
    expect(renderToString(<Interval axis={axis} value={10} lower={5} upper={20} reference={null} kind="better" />))
      .toBe('<svg class="interval is-better" aria-hidden="true"><line class="range" x1="26.5%" x2="97%" y1="50%" y2="50%"></line><circle cx="50%" cy="50%" r="5"></circle></svg>');
  });
});

describe('shapes', () => {
  const square = (place: string, west: number) => ({ type: 'Feature' as const, properties: { place }, geometry: { type: 'Polygon' as const, coordinates: [[[west, 0], [west + 1, 0], [west + 1, 1], [west, 1], [west, 0]]] } });
  const speck = { type: 'Feature' as const, properties: { place: 'c' }, geometry: { type: 'Polygon' as const, coordinates: [[[0.5, 0.5], [0.5001, 0.5], [0.5001, 0.5001], [0.5, 0.5]]] } };
  const shapes = new Shapes({ type: 'FeatureCollection', features: [square('a', 0), square('b', 1), speck] }, 204);

  it('are merged into one path and keep their proportions', () => {
    expect(shapes.merged(['a', 'b'])).toBe('M2 102l100 0l0 -100l-100 0l0 100ZM102 102l100 0l0 -100l-100 0l0 100Z');
    expect(shapes.height).toBe(105);
  });

  it('never vanish for being small', () => {
    expect(shapes.merged(['c'])).toBe('M51 51h3v3h-3Z');
    expect(shapes.merged(['unknown'])).toBe('');
  });
});
