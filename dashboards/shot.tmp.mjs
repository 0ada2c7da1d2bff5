import { chromium } from 'playwright-core';
import { mkdtempSync } from 'node:fs';
const root = process.argv[2], out = process.argv[3];
const pages = process.argv.slice(4);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] });
for (const spec of pages) {
  const [path, mode='dl'] = spec.split('@');
  const ctx = await browser.newContext({ viewport: mode[0]==='d' ? {width:1280,height:900} : {width:375,height:800}, colorScheme: mode[1]==='d' ? 'dark':'light' });
  const page = await ctx.newPage();
  page.on('console', m => console.log(path, m.type(), m.text()));
  page.on('pageerror', e => console.log(path, 'ERR', e.message));
  await page.goto('file://' + root + '/' + path);
  const name = path.replaceAll('/','_').replace('.html','') + '-' + mode + '.png';
  await page.screenshot({ path: out + '/' + name, fullPage: true });
  console.log(name, await page.evaluate(() => [document.documentElement.scrollWidth, document.querySelectorAll('*').length, document.documentElement.scrollHeight].join(' ')));
  await ctx.close();
}
await browser.close();
