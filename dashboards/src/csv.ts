import { periodEnd, periodStart, states } from './release/periods';
import type { Area, Breakdown, Indicator, IndicatorGroups, LatestLevel, Quality, Series, Signals } from './release/types';
import type { Release } from './release/release';

type Cell = string | number | null | undefined;

/** RFC 4180. A text that a spreadsheet would run as a formula gets a leading apostrophe. */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

function cell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const NUMBERS = ['value', 'lower95', 'upper95', 'lower998', 'upper998', 'numerator', 'denominator'] as const;

export const SERIES_HEADER = ['place', 'place_name', 'indicator', 'period_start', 'period_end', 'state', ...NUMBERS, 'unit', 'parent_value', 'spc_mean', 'spc_lower', 'spc_upper', 'spc_point'];

export function seriesRows(area: Area, indicator: Indicator, series: Series): Cell[][] {
  const state = states(series);
  return series.value.map((_, i) => [
    area.code, area.name, indicator.slug, periodStart(series.start, series.step, i), periodEnd(series.start, series.step, i), state[i],
    ...NUMBERS.map((column) => series[column]?.[i]), indicator.unitText, series.parentValue?.[i],
    series.spc?.mean[i], series.spc?.lower[i], series.spc?.upper[i], series.spc?.point[i],
  ]);
}

export function groupsCsv(area: Area, indicator: Indicator, groups: IndicatorGroups): string {
  const rows = (breakdown: Breakdown) => breakdown.groups.map((group) => [
    area.code, area.name, indicator.slug, groups.periodStart, groups.periodEnd, breakdown.groupBy, group.group, group.name, group.state,
    ...NUMBERS.map((column) => group[column]), indicator.unitText,
  ]);
  return csv(['place', 'place_name', 'indicator', 'period_start', 'period_end', 'group_by', 'group', 'group_name', 'state', ...NUMBERS, 'unit'],
    groups.breakdowns.flatMap(rows));
}

export function levelCsv(release: Release, indicator: Indicator, level: LatestLevel): string {
  return csv(['place', 'place_name', 'level', 'indicator', 'period_start', 'period_end', 'state', ...NUMBERS, 'unit', 'comparison95', 'comparison998', 'rank_low', 'rank_high', 'spc_variation'],
    level.places.map((place) => [
      place.place, release.area(place.place).name, level.level, indicator.slug, level.periodStart, level.periodEnd, place.state,
      ...NUMBERS.map((column) => place[column]), indicator.unitText, place.comparison95, place.comparison998, place.rankLow, place.rankHigh, place.variation,
    ]));
}

export function signalsCsv(release: Release, signals: Signals): string {
  return csv(['episode', 'status', 'direction', 'first', 'last', 'place', 'place_name', 'indicator', 'detector', 'date', 'state', 'observed', 'expected', 'threshold', 'score', 'p_value', 'q_value', 'tree_q_value', 'method_version', 'baseline_first', 'baseline_last', 'baseline_counts', 'stands_out', 'peak', 'excess', 'drivers'],
    signals.episodes.flatMap((episode) => episode.detectors.map((found) => [
      episode.id, episode.status, episode.direction, episode.first, episode.last, episode.place, release.area(episode.place).name, episode.indicator,
      found.detector, found.date, found.state, found.observed, found.expected, found.threshold, found.score, found.pValue, found.qValue, found.treeQValue,
      found.version, found.baseline?.first ?? null, found.baseline?.last ?? null, found.baseline?.counts ?? null, episode.standsOut === null ? null : String(episode.standsOut), episode.peak, episode.excess, episode.drivers.join(' '),
    ])));
}

export function deliveriesCsv(partner: Quality['partners'][number]): string {
  return csv(['partner', 'contract', 'covers', 'period', 'contract_version', 'received_at', 'status', 'received', 'accepted', 'rejected', 'duplicate', 'ignored', 'reason'],
    partner.feeds.flatMap((feed) => feed.deliveries.map((delivery) => [
      partner.partner, feed.contract, delivery.key, delivery.period, delivery.version, delivery.receivedAt, delivery.status,
      delivery.received, delivery.accepted, delivery.rejected, delivery.duplicate, delivery.ignored, delivery.reason,
    ])));
}

