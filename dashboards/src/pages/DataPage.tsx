import { TableRegion } from '../components/Figure';
import { Layout } from '../components/Layout';
import { at, PATHS, type Site } from '../context';
import { formatBytes, formatNumber } from '../format';
import { longMonth } from '../release/periods';
import type { FileEntry } from '../release/types';

/** Everything to take away, with its fingerprints. */
export function DataPage({ site }: { site: Site }) {
  const { release } = site;
  const { manifest } = release;
  const here = at(PATHS.data);
  const downloads = manifest.files.filter((file) => file.path.startsWith('download/'));
  const perPlace = manifest.files.filter((file) => file.path.startsWith('area/'));
  const perIndicator = manifest.files.filter((file) => file.path.startsWith('indicator/'));
  const general = manifest.files.filter((file) => ![...downloads, ...perPlace, ...perIndicator].includes(file));
  return (
    <Layout site={site} at={here} title="Data" description="Downloads of everything on this site, with fingerprints and licence." trail={[{ name: 'Home', path: PATHS.home }]}>
      <h1>Data</h1>
      <p class="lead">Every number on this site, to take away. No account, no limits.</p>
      {downloads.length > 0 && (
        <section>
          <h2 id="downloads">Tables</h2>
          <p>One row per outcome, place, period and group. CSV opens in any spreadsheet; Parquet is for statistics programs. The dictionary explains every column and every word.</p>
          <Files name="Tables to download" files={downloads} />
        </section>
      )}
      <section>
        <h2 id="json">JSON</h2>
        <p>The files that these pages are drawn from. <code>area/&#123;place&#125;.json</code> holds all series of a place ({formatNumber(perPlace.length, 0)} files), <code>indicator/&#123;outcome&#125;/latest.json</code> the latest value everywhere ({formatNumber(perIndicator.length, 0)} files).</p>
        <Files name="General files" files={general} />
        {perIndicator.length > 0 && <details><summary>Files per outcome</summary><Files name="Files per outcome" files={perIndicator} /></details>}
        <p>Files of a place are linked from its page. All files with their fingerprints are listed in <a href="manifest.json">manifest.json</a>.</p>
      </section>
      <section>
        <h2 id="check">Check it yourself</h2>
        <p>Each file's SHA-256 is in the manifest. <code>commonplace verify</code>, or any program that computes SHA-256, tells whether a copy is whole.</p>
      </section>
      <section>
        <h2 id="licence">Licence and citation</h2>
        <p>Licence: {manifest.licence.url === null ? manifest.licence.name : <a href={manifest.licence.url}>{manifest.licence.name}</a>}.</p>
        <p>Cite as: <q>{manifest.title}, Commonplace release {manifest.release}, {longMonth(manifest.month)}</q>. A release never changes, so the same citation always leads to the same numbers.</p>
      </section>
    </Layout>
  );
}

function Files({ name, files }: { name: string; files: readonly FileEntry[] }) {
  return (
    <TableRegion name={name}>
      <table>
        <caption class="out">{name}</caption>
        <thead><tr><th scope="col">File</th><th scope="col">What is in it</th><th scope="col" class="n">Rows</th><th scope="col" class="n">Size</th><th scope="col">SHA-256 begins</th></tr></thead>
        <tbody>
          {files.map((file) => (
            <tr>
              <th scope="row"><a href={file.path} download={file.path.startsWith('download/')}>{file.path}</a></th>
              <td>{file.description}</td>
              <td class="n">{file.rows === null ? '' : formatNumber(file.rows, 0)}</td>
              <td class="n">{formatBytes(file.bytes)}</td>
              <td><code>{file.sha256.slice(0, 12)}</code></td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableRegion>
  );
}
