import { formatNumber } from '../format';
import type { Evaluation } from '../release/types';
import { TableRegion } from './Figure';

const DECIMALS = 3;

/** What the columns of the tables are. */
const SHOWN = ['false_positive_rate', 'detection', 'first_point_detection', 'sensitivity', 'predictive_value', 'f1', 'timeliness'];

/** How good the detectors are on drawn series. */
export function DetectorTables({ evaluation }: { evaluation: Evaluation }) {
  const measures = SHOWN.flatMap((key) => evaluation.measures.find((one) => one.measure === key) ?? []);
  return (
    <>
      {evaluation.benchmarks.map((benchmark) => {
        const caption = `Detectors on ${benchmark.benchmark} series: ${benchmark.scenarios} scenarios, ${benchmark.replicates} series each`;
        return (
          <TableRegion name={caption}>
            <table>
              <caption>{caption}, drawn from seed {benchmark.seed}. Under each share its standard error.</caption>
              <thead><tr><th scope="col">Detector</th>{measures.map((measure) => <th scope="col" class="n">{measure.name}</th>)}<th scope="col" class="n">Most false alarms of any scenario</th></tr></thead>
              <tbody>
                {benchmark.methods.map((method) => (
                  <tr>
                    <th scope="row">{method.name}</th>
                    {measures.map((measure) => {
                      const found = method.values[measure.measure];
                      return <td class="n">{found?.value == null ? '' : <>{formatNumber(found.value, DECIMALS)}{found.standardError !== null && <span class="below quiet">{formatNumber(found.standardError, DECIMALS)}</span>}</>}</td>;
                    })}
                    <td class="n">{method.worstFalsePositiveRate === null ? '' : formatNumber(method.worstFalsePositiveRate, DECIMALS)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableRegion>
        );
      })}
      <dl>{measures.map((measure) => <><dt>{measure.name}</dt><dd>{measure.text}</dd></>)}</dl>
    </>
  );
}
