import { Interval, intervalAxis, IntervalScale } from '../charts/Interval';
import { PATHS, type Place, type Site } from '../context';
import { formatCount, formatInterval } from '../format';
import { spanLabel } from '../release/periods';
import { hasNumber } from '../release/check';
import type { Area, Breakdown, Indicator, IndicatorGroups } from '../release/types';
import { GROUP_BY, STATE } from '../words';
import { Figure, sourceLine, TableRegion } from './Figure';
import { InequalityMeasures } from './InequalityMeasures';
import { ValueCell } from './Value';

/** One outcome by group: a table whose rows carry their interval as a picture. */
export function GroupFigure({ site, at: here, area, indicator, groups, breakdown }: {
  site: Site; at: Place; area: Area; indicator: Indicator; groups: IndicatorGroups; breakdown: Breakdown;
}) {
  const axis = intervalAxis(breakdown.groups.filter((group) => hasNumber(group.state)).flatMap((group) => [group.lower95, group.upper95, group.value]));
  const period = spanLabel(groups.periodStart, groups.periodEnd);
  const words = GROUP_BY[breakdown.groupBy];
  const caption = `${indicator.plainName} in ${area.name}, ${words.name.toLowerCase()}, ${period}`;
  const drawn = breakdown.groups.some((group) => hasNumber(group.state));
  const counts = breakdown.groups.some((group) => group.numerator !== null);
  const table = (
    <TableRegion name={caption}>
      <table class="dots-table">
        <caption class="out">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.column}</th>
            <th scope="col" class="n">{indicator.unitText}</th>
            {drawn && <th scope="col" class="picture"><span class="out">Picture of the value with its 95% interval</span><IntervalScale axis={axis} suffix={indicator.unitText === '%' ? '%' : ''} /></th>}
            <th scope="col" class="n">95% interval</th>
            {counts && <th scope="col" class="n">Counted</th>}
          </tr>
        </thead>
        <tbody>
          {breakdown.groups.map((group) => {
            const shown = hasNumber(group.state);
            return (
              <tr>
                <th scope="row">{group.name}</th>
                <td class="n"><ValueCell state={group.state} value={group.value} indicator={indicator} quality={group.quality} /></td>
                {drawn && <td class="picture">{shown && <Interval axis={axis} value={group.value} lower={group.lower95} upper={group.upper95} reference={null} kind="plain" />}</td>}
                <td class="n">{shown ? formatInterval(group.lower95, group.upper95, indicator) ?? '' : ''}</td>
                {counts && <td class="n">{shown && group.numerator !== null ? formatCount(group.numerator) : ''}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableRegion>
  );
  return (
    <Figure
      id={`by-${breakdown.groupBy.replaceAll('_', '-')}`}
      title={breakdown.text.title}
      subtitle={`${indicator.name}, ${indicator.unitText}, ${area.name}, ${period}`}
      chart={drawn ? table : <p class="empty">There is no number to draw: {[...new Set(breakdown.groups.map((group) => STATE[group.state].short.toLowerCase()))].join(', ')}.</p>}
      reading={drawn ? 'Dots are values, lines their 95% confidence intervals. Where two lines overlap much, the groups cannot be told apart.' : null}
      summary={breakdown.text.summary}
      notes={breakdown.inequality !== null && <InequalityMeasures indicator={indicator} inequality={breakdown.inequality} unknownShare={breakdown.unknownShare} />}
      table={drawn ? null : table}
      csv={{ href: here.root + PATHS.groupsCsv(area.slug, indicator.slug), name: `Download ${words.name.toLowerCase().replace('by ', 'groups by ')} (CSV)` }}
      source={sourceLine(site.release, indicator)}
    />
  );
}
