import { Sparkline } from '../charts/Sparkline';
import { PATHS, type Place } from '../context';
import { formatInterval } from '../format';
import { periodLabel, periodStart, states } from '../release/periods';
import type { Release } from '../release/release';
import type { Area, Series } from '../release/types';
import { compared, TREND, VERDICT } from '../words';
import { TrendSign } from './Icon';
import { BigValue } from './Value';

/** One outcome of one place, in words and numbers, with its line so far. */
export function Card({ release, at: here, area, series, kicker }: { release: Release; at: Place; area: Area; series: Series; kicker?: string }) {
  const indicator = release.indicator(series.indicator);
  const i = series.latest;
  const state = i === null ? 'not_submitted' : states(series)[i] ?? 'not_submitted';
  const value = i === null ? null : series.value[i] ?? null;
  const interval = i === null || value === null ? null : formatInterval(series.lower95[i], series.upper95[i], indicator);
  return (
    <li class="card">
      {kicker !== undefined && <p class="kicker">{kicker}</p>}
      <h3><a href={here.root + PATHS.areaIndicator(area.slug, indicator.slug)}>{indicator.plainName}</a></h3>
      <div class="card-body">
        <div>
          <BigValue state={state} value={value} indicator={indicator} />
          {interval !== null && <p class="quiet">95% interval: {interval}</p>}
        </div>
        <Sparkline series={series} />
      </div>
      <p class="verdict"><TrendSign trend={series.trend} />{TREND[series.trend]}</p>
      {series.comparison !== undefined && value !== null && series.comparison.comparison95 !== 'not_compared' && (
        <p class="quiet">{compared(series.comparison.comparison95, release.area(series.comparison.place).name)}</p>
      )}
      {i !== null && <p class="quiet">{periodText(indicator.windowText, periodLabel(periodStart(series.start, series.step, i), series.step))}{state === 'provisional' && ', provisional'}</p>}
      {series.quality?.verdict === 'care' && <p class="quiet">{VERDICT.care.short}: <a href={`${here.root}${PATHS.areaIndicator(area.slug, indicator.slug)}#data-behind`}>the data behind it</a></p>}
    </li>
  );
}

function periodText(window: string, period: string): string {
  return window === '' ? period : `${period} (${window})`;
}
