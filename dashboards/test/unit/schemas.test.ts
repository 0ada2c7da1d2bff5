import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFixture } from '../fixture.mjs';

const folder = fileURLToPath(new URL('../../../schemas/release/', import.meta.url));
const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
for (const file of readdirSync(folder).filter((name) => name.endsWith('.schema.json'))) ajv.addSchema(JSON.parse(readFileSync(join(folder, file), 'utf8')));

const SCHEMA: [RegExp, string][] = [
  [/^(manifest|areas|indicators|signals|quality|changes|actions|evaluation)\.json$/, '$1'], [/^area\/[^/]+\.json$/, 'area'], [/^area\/[^/]+\/groups\.json$/, 'groups'],
  [/^indicator\/[^/]+\/latest\.json$/, 'indicator-latest'], [/^pathway\/[^/]+\.json$/, 'pathway'], [/^geo\/[^/]+\.geo\.json$/, 'geo'],
];
const check = (path: string, content: unknown) => {
  const entry = SCHEMA.find(([pattern]) => pattern.test(path));
  if (entry === undefined) return [`${path} has no schema`];
  const validate = ajv.getSchema(`https://commonplace.example/schemas/release/${path.replace(entry[0], entry[1])}.schema.json`);
  if (validate === undefined) return [`${path}: schema not found`];
  return validate(content) ? [] : (validate.errors ?? []).map((error) => `${path}${error.instancePath}: ${error.message}`);
};

describe('the invented release', () => {
  const out = mkdtempSync(join(tmpdir(), 'fixture-'));
  const read = (path: string) => JSON.parse(readFileSync(join(out, path), 'utf8'));
  beforeAll(() => void writeFixture(out, { smallAreas: 20 }));
  afterAll(() => rmSync(out, { recursive: true }));

  it('fits the published schemas, every file', () => {
    const files = (readdirSync(out, { recursive: true }) as string[]).filter((file) => file.endsWith('.json') && statSync(join(out, file)).isFile());
    expect(files.length).toBeGreaterThan(40);
    expect(files.flatMap((file) => check(relative('.', file).replaceAll('\\', '/'), read(file)))).toEqual([]);
  });

  it('would be refused with a field nobody described, an unknown state, or a number where none may be', () => {
    expect(check('manifest.json', { ...read('manifest.json'), note: 'x' })).toHaveLength(1);
    const latest = read('indicator/persistent-absence/latest.json');
    const place = latest.levels[0].places[0];
    const changed = (change: object) => ({ ...latest, levels: [{ ...latest.levels[0], places: [{ ...place, ...change }] }] });
    expect(check('indicator/persistent-absence/latest.json', changed({}))).toEqual([]);
    expect(check('indicator/persistent-absence/latest.json', changed({ state: 'gone' })).length).toBeGreaterThan(0);
    expect(check('indicator/persistent-absence/latest.json', changed({ state: 'suppressed' })).length).toBeGreaterThan(0);
    expect(check('indicator/persistent-absence/latest.json', changed({ value: null })).length).toBeGreaterThan(0);
  });
});
