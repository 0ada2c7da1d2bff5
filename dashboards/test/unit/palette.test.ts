import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../src/style/site.css', import.meta.url), 'utf8');
const blocks = [...css.matchAll(/:root \{([^}]*)\}/g)].map((match) => Object.fromEntries([...(match[1] as string).matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value])));
const light = blocks[0] as Record<string, string>;
const dark = { ...light, ...blocks[1] } as Record<string, string>;

type Rgb = [number, number, number];
const linear = (hex: string) => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as Rgb;
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: string, b: string) => {
  const [one, two] = [luminance(linear(a)), luminance(linear(b))];
  return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
};

// Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
const VISION: Record<string, number[][]> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};
function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (t * 24389) / 27 / 116 + 16 / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
function seen(hex: string, vision: string): Rgb {
  const colour = linear(hex);
  return lab((VISION[vision] as number[][]).map((row) => Math.min(1, Math.max(0, row.reduce((sum, k, i) => sum + k * (colour[i] as number), 0)))) as Rgb);
}
const difference = (a: string, b: string, vision: string) => Math.hypot(...seen(a, vision).map((c, i) => c - (seen(b, vision)[i] as number)));

describe.each([['light', light], ['dark', dark]])('%s colours', (_, colour) => {
  const get = (name: string) => colour[name] as string;
  it.each([
    ['ink', 'ground'], ['ink', 'panel'], ['quiet', 'ground'], ['quiet', 'panel'], ['link', 'ground'], ['link', 'panel'], ['accent', 'ground'], ['target', 'ground'],
    ['top-ink', 'top'], ['top-quiet', 'top'], ['good', 'ground'], ['bad', 'ground'], ['common', 'ground'], ['ground', 'accent'],
  ])('%s on %s is text: 4.5 to 1', (a, b) => {
    expect(contrast(get(a), get(b))).toBeGreaterThanOrEqual(4.5);
  });
  it.each([['edge', 'ground'], ['focus', 'ground'], ['focus', 'panel'], ['edge', 'panel'], ['common', 'panel']])('%s on %s is a mark: 3 to 1', (a, b) => {
    expect(contrast(get(a), get(b))).toBeGreaterThanOrEqual(3);
  });
  it.each(Object.keys(VISION))('verdicts are told apart with %s vision', (vision) => {
    for (const [a, b] of [['good', 'bad'], ['good', 'common'], ['bad', 'common']] as const) expect(difference(get(a), get(b), vision)).toBeGreaterThanOrEqual(20);
  });
  it.each(Object.keys(VISION))('neighbouring map classes are told apart with %s vision', (vision) => {
    for (let i = 0; i < 4; i++) expect(difference(get(`class-${i}`), get(`class-${i + 1}`), vision)).toBeGreaterThanOrEqual(15);
  });
});
