import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFixture } from '../fixture.mjs';

const render = fileURLToPath(new URL('../../dist/render.cjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'site-'));
const data = join(folder, 'data');
const site = join(folder, 'site');
let browser: Browser;

beforeAll(async () => {
  writeFixture(data, { smallAreas: 12, months: 16 });
  execFileSync(process.execPath, [render, '--data', data, '--out', site]);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const TEMPLATES = {
  home: 'index.html',
  places: 'areas/index.html',
  'large place': 'area/millbrook/index.html',
  'small place': 'area/ashford-north-a0001/index.html',
  'outcome in a place': 'area/millbrook/persistent-absence/index.html',
  'outcome with gaps': 'area/millbrook/re-referrals/index.html',
  'outcome by week': 'area/ashford-east-a0003/test-positivity/index.html',
  'outcome without numbers': 'area/ashford-green-a0005/child-injury/index.html',
  outcomes: 'indicators/index.html',
  'outcome everywhere': 'indicator/persistent-absence/index.html',
  signals: 'signals/index.html',
  actions: 'actions/index.html',
  pathway: 'pathways/to-school/index.html',
  quality: 'quality/index.html',
  partner: 'quality/northside/index.html',
  methods: 'methods/index.html',
  definition: 'methods/test-positivity/index.html',
  data: 'data/index.html',
  about: 'about/index.html',
  accessibility: 'accessibility/index.html',
  'not found': '404.html',
} as const;

const address = (path: string) => pathToFileURL(join(site, path)).href;

/** Opens a page, looks at it, and insists that it neither complained nor asked for anything from elsewhere. */
async function visit<T>(path: string, options: BrowserContextOptions, look: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const complaints = listen(page);
    await page.goto(/^(?:http|file):/.test(path) ? path : address(path));
    const result = await look(page);
    expect(complaints).toEqual([]);
    return result;
  } finally {
    await context.close();
  }
}

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => /^(?:file:|http:\/\/localhost)/.test(request.url()) || complaints.push(`asked for ${request.url()}`));
  return complaints;
}

const MODES: [string, BrowserContextOptions][] = [
  ['light', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
  ['dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
  ['320 pixels', { viewport: { width: 320, height: 700 }, colorScheme: 'light' }],
];

describe('axe finds nothing, no rule switched off, in light, dark and at 320 pixels:', () => {
  it.each(Object.entries(TEMPLATES))('%s', async (_, path) => {
    const found = await Promise.all(MODES.map(async ([mode, options]) => {
      const context = await browser.newContext(options);
      try {
        const page = await context.newPage();
        const complaints = listen(page);
        await page.goto(address(path));
        await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wide > 0) complaints.push(`scrolls sideways by ${wide} pixels`);
        // What axe itself asks of the page afterwards is no complaint about the page.
        const ofPage = complaints.map((complaint) => `${mode}: ${complaint}`);
        const { violations, passes } = await new AxeBuilder({ page }).options({
          runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
          rules: { 'target-size': { enabled: true }, 'td-has-header': { enabled: true }, 'table-fake-caption': { enabled: true } },
        }).analyze();
        expect(passes.length).toBeGreaterThan(20);
        return [...ofPage, ...violations.map(({ id, nodes }) => `${mode}: ${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)];
      } finally {
        await context.close();
      }
    }));
    expect(found.flat()).toEqual([]);
  });
});

describe('without scripts', () => {
  const content = (page: Page) => page.evaluate(() => (document.querySelector('main') as HTMLElement).textContent?.replace(/\s+/g, ' ').trim());
  it.each(Object.entries(TEMPLATES))('%s says the same', async (_, path) => {
    const without = await visit(path, { javaScriptEnabled: false }, async (page) => (await page.locator('main').textContent())?.replace(/\s+/g, ' ').trim());
    expect(without?.length).toBeGreaterThan(100);
    expect(await visit(path, {}, content)).toBe(without);
  });

  it('finds an area through the list', async () => {
    await visit('index.html', { javaScriptEnabled: false }, async (page) => {
      await page.getByRole('button', { name: 'Find' }).click();
      expect(page.url()).toContain('areas/index.html');
      await page.locator('.columns').getByRole('link', { name: 'Ashford North' }).first().click();
      expect(await page.locator('h1').textContent()).toBe('Ashford North');
    });
  });
});

describe('find my area', () => {
  it('turns typing into links, by keyboard alone', async () => {
    await visit('index.html', {}, async (page) => {
      await page.getByLabel('Find your area').focus();
      await page.keyboard.type('ashf n');
      await expect.poll(() => page.locator('.found a').count()).toBe(0);
      expect(await page.locator('.find-status').textContent()).toContain('No place');
      await page.keyboard.press('Escape');
      await page.keyboard.type('mb1 4');
      await expect.poll(() => page.locator('.found a').count()).toBe(1);
      expect(await page.locator('.find-status').textContent()).toBe('1 place found.');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL(/ashford-north/);
      expect(await page.locator('h1').textContent()).toBe('Ashford North');
    });
  });

  it('takes what is typed from the address', async () => {
    await visit(`${address('areas/index.html')}?q=elan`, {}, async (page) => {
      await expect.poll(() => page.locator('.found a').first().textContent()).toContain('Élan Valley');
    });
  });
});

describe('a chart', () => {
  it('is read point by point with the words of its table', async () => {
    await visit(TEMPLATES['outcome with gaps'], {}, async (page) => {
      const row = async (n: number) => (await page.locator('#trend tbody tr').nth(n).locator('th,td').allTextContents()).map((cell) => cell.trim());
      await page.locator('#trend .plot').focus();
      await page.keyboard.press('End');
      const [period, value] = await row(0);
      expect(await page.locator('#trend .tip').textContent()).toMatch(new RegExp(`^${period} · .*${value}`));
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      expect(await page.locator('#trend .tip').textContent()).toContain((await row(14))[0] as string);
      for (let i = 0; i < 9; i++) await page.keyboard.press('ArrowRight');
      expect(await page.locator('#trend .tip').textContent()).toContain('Not sent');
      await page.keyboard.press('Escape');
      expect(await page.locator('#trend .tip').textContent()).toBe('');
    });
  });

  it('follows the pointer', async () => {
    await visit(TEMPLATES['outcome in a place'], { viewport: { width: 1280, height: 900 } }, async (page) => {
      const box = (await page.locator('#trend svg.wide').boundingBox()) as { x: number; y: number; width: number; height: number };
      await page.mouse.move(box.x + (box.width * (960 - 118 - 8)) / 960, box.y + 60);
      expect(await page.locator('#trend .tip').textContent()).toContain('Mar 2026');
    });
  });

  it('keeps letters of at least 14 pixels on a phone', async () => {
    await visit(TEMPLATES['outcome in a place'], { viewport: { width: 375, height: 800 } }, async (page) => {
      const heights = await page.locator('#trend svg.narrow text').evaluateAll((nodes) => nodes.map((node) => {
        const svg = node.closest('svg') as SVGSVGElement;
        return (Number.parseFloat(getComputedStyle(node).fontSize) * svg.getBoundingClientRect().width) / svg.viewBox.baseVal.width;
      }));
      expect(heights.length).toBeGreaterThan(5);
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(14);
    });
  });
});

it('prints with all tables open, without navigation', async () => {
  await visit(TEMPLATES['outcome in a place'], {}, async (page) => {
    await page.emulateMedia({ media: 'print' });
    expect((await page.locator('#trend details table').boundingBox())?.height).toBeGreaterThan(300);
    expect(await page.locator('.top nav').isVisible()).toBe(false);
  });
});

it('keeps lines and signs visible in forced colours', async () => {
  await visit(TEMPLATES['outcome in a place'], { forcedColors: 'active' }, async (page) => {
    const [stroke, ground] = await page.evaluate(() => [getComputedStyle(document.querySelector('#trend .wide .line') as Element).stroke, getComputedStyle(document.body).backgroundColor]);
    expect(stroke).not.toBe(ground);
    expect(stroke).not.toBe('none');
  });
});

it('works under any prefix of any server', async () => {
  const types: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript' };
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = join(site, path.replace('/some/prefix/', ''));
    if (!path.startsWith('/some/prefix/') || !existsSync(file)) response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
    else response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
  });
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready));
  try {
    const base = `http://localhost:${(server.address() as AddressInfo).port}/some/prefix/`;
    await visit(`${base}area/millbrook/persistent-absence/index.html`, {}, async (page) => {
      await page.locator('.plot').first().focus();
      await page.keyboard.press('End');
      expect(await page.locator('.tip').first().textContent()).toContain('Mar 2026');
      await page.getByRole('link', { name: 'Signals', exact: true }).click();
      expect(await page.locator('h1').textContent()).toBe('Signals');
      expect(await page.evaluate(() => getComputedStyle(document.querySelector('.top') as Element).backgroundColor)).toBe('rgb(18, 67, 109)');
    });
  } finally {
    server.close();
  }
});

describe('the renderer', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, [render, ...args], { encoding: 'utf8' });
  it('says what is wrong: 2 for arguments, 4 for missing input, 1 for a release that contradicts itself', () => {
    expect(run('--data', data)).toMatchObject({ status: 2, stderr: expect.stringContaining('usage') });
    expect(run('--data', data, '--out', site)).toMatchObject({ status: 2, stderr: expect.stringContaining('not an empty folder') });
    expect(run('--data', join(folder, 'nowhere'), '--out', join(folder, 'x'))).toMatchObject({ status: 4, stderr: expect.stringContaining('does not exist') });
    const half = join(folder, 'half');
    mkdirSync(half);
    writeFileSync(join(half, 'manifest.json'), '{"title":');
    expect(run('--data', half, '--out', join(folder, 'y'))).toMatchObject({ status: 4, stderr: expect.stringContaining('is not whole') });
  });

  it('writes the same bytes again, and carries the data along', () => {
    const again = join(folder, 'again');
    expect(run('--data', data, '--out', again).status).toBe(0);
    const files = (readdirSync(site, { recursive: true }) as string[]).filter((file) => statSync(join(site, file)).isFile());
    expect(files).toContain(join('data', 'manifest.json'));
    for (const file of files) expect(readFileSync(join(again, file), 'latin1') === readFileSync(join(site, file), 'latin1'), file).toBe(true);
  });
});
