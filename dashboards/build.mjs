// Bundles the renderer into one file: dist/render.cjs. Style sheet and client script travel in it as strings.
import { build, transform } from 'esbuild';
import { readFile } from 'node:fs/promises';

const client = await build({
  entryPoints: ['src/client/client.ts'],
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['es2020'],
  write: false,
  legalComments: 'none',
});
const css = await transform(await readFile('src/style/site.css', 'utf8'), { loader: 'css', minify: true, target: ['chrome111', 'firefox113', 'safari16.4'] });

await build({
  entryPoints: ['src/render.ts'],
  outfile: 'dist/render.cjs',
  bundle: true,
  platform: 'node',
  target: ['node20'],
  format: 'cjs',
  minifySyntax: true,
  legalComments: 'inline',
  define: {
    SITE_CSS: JSON.stringify(css.code.trimEnd()),
    SITE_JS: JSON.stringify(client.outputFiles[0].text.trimEnd()),
  },
});
