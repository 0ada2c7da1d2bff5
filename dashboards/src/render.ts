import { cpSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { InconsistentRelease } from './release/check';
import { MissingInput, Release } from './release/release';
import { siteFiles } from './site';

// Put in by build.mjs.
declare const SITE_CSS: string;
declare const SITE_JS: string;

const USAGE = 'usage: node render.cjs --data DIR --out DIR\n  --data DIR  the data folder of a release\n  --out DIR   where the site goes: a folder that is empty or not there yet\n';

class BadArgument extends Error {}

function run(args: readonly string[]): void {
  const { data, out } = options(args);
  if (!existsSync(data)) throw new MissingInput(`${data} does not exist`);
  if (existsSync(out) && (!statSync(out).isDirectory() || readdirSync(out).length > 0)) {
    throw new BadArgument(`${out} is not an empty folder: pages of an earlier release would stay among the new ones`);
  }
  const release = new Release(data);
  let pages = 0;
  let folder = '';
  for (const file of siteFiles(release, SITE_CSS, SITE_JS)) {
    const target = join(out, file.path);
    if (dirname(target) !== folder) {
      folder = dirname(target);
      mkdirSync(folder, { recursive: true });
    }
    writeFileSync(target, file.content);
    if (file.path.endsWith('.html')) pages++;
  }
  cpSync(data, join(out, 'data'), { recursive: true });
  process.stdout.write(`${pages} pages written to ${out}\n`);
}

function options(args: readonly string[]): { data: string; out: string } {
  try {
    const { values } = parseArgs({ args: [...args], options: { data: { type: 'string' }, out: { type: 'string' } } });
    if (values.data === undefined || values.out === undefined) throw new BadArgument('--data and --out are both needed');
    return { data: values.data, out: values.out };
  } catch (error) {
    throw new BadArgument((error as Error).message);
  }
}

try {
  run(process.argv.slice(2));
} catch (error) {
  if (error instanceof BadArgument) {
    process.stderr.write(`${error.message}\n${USAGE}`);
    process.exitCode = 2;
  } else if (error instanceof MissingInput) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 4;
  } else if (error instanceof InconsistentRelease) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else {
    throw error;
  }
}
