import { formatNumber } from '../format';
import type { Indicator, Inequality, Measure } from '../release/types';

interface Line { name: string; meaning: string; measure: Measure; decimals: number; unit: string }

/** How unequal the groups of an outcome are: a sentence for everyone, the field's measures for those who ask. */
export function InequalityMeasures({ indicator, inequality, unknownShare }: {
  indicator: Indicator; inequality: Inequality; unknownShare: number | null;
}) {
  const unit = indicator.unitText === '%' ? ' percentage points' : ` ${indicator.unitText}`;
  const line = (name: string, meaning: string, measure: Measure | null, decimals: number, words: string): Line[] =>
    measure === null ? [] : [{ name, meaning, measure, decimals, unit: words }];
  const lines = [
    ...line('Gap', inequality.ordered ? 'most against least deprived fifth' : 'group that fares worst against the one that fares best', inequality.gap, indicator.decimals, unit),
    ...line('Ratio', 'of the same two', inequality.ratio, 2, ''),
    ...line('Slope index of inequality', 'gap between the ends of the whole scale of deprivation, from all fifths', inequality.slopeIndex, indicator.decimals, unit),
    ...line('Relative index of inequality', 'the same as a ratio', inequality.relativeIndex, 2, ''),
    ...line('Concentration index', 'from -1 to 1; 0 when shared out evenly', inequality.concentration, 3, ''),
    ...line('Index of disparity', 'mean distance of the groups from the whole, in percent of it', inequality.disparity, 1, '%'),
  ];
  return (
    <div class="inequality">
      <p>{inequality.text}</p>
      {lines.length > 0 && (
        <details>
          <summary>Measures of inequality</summary>
          <p class="reading">
            {indicator.polarity === 'neutral'
              ? 'Above zero, or a ratio above one, means that the disadvantaged have the higher value.'
              : 'Above zero, or a ratio above one, means that the disadvantaged are worse off.'}
          </p>
          <dl>
            {lines.map(({ name, meaning, measure, decimals, unit: words }) => (
              <>
                <dt>{name} <span class="meaning">{meaning}</span></dt>
                <dd>
                  {formatNumber(measure.value, decimals)}{words}
                  {measure.lower95 !== null && measure.upper95 !== null && `, 95% interval ${formatNumber(measure.lower95, decimals)} to ${formatNumber(measure.upper95, decimals)}`}
                </dd>
              </>
            ))}
          </dl>
          {inequality.obstacle !== null && <p class="reading">No index over all fifths: {inequality.obstacle}.</p>}
          {unknownShare !== null && unknownShare > 0 && <p class="reading">The group is not known for {unknownShare}%.</p>}
        </details>
      )}
    </div>
  );
}
