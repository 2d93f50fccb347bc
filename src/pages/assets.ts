import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { App } from '../http/app-type.ts';

const { resolve } = createRequire(import.meta.url);
const fonts = join(dirname(resolve('@gcds-core/fonts/package.json')), 'fonts');
const tokens = join(dirname(resolve('@gcds-core/tokens/package.json')), 'build', 'web', 'css', 'tokens.css');
const own = join(import.meta.dirname, 'assets');

const families = ['lato', 'noto-sans'];

/** The faces of the GC Design System, from here. Text shows in another face until they have come. */
function fontFaces(family: string): string {
  return readFileSync(join(fonts, family, `gcds-${family}.css`), 'utf8')
    .replaceAll('path/to/file/', '/assets/')
    .replaceAll('font-style:', 'font-display: swap;\n  font-style:');
}

const style = [
  readFileSync(tokens, 'utf8'),
  ...families.map(fontFaces),
  readFileSync(join(own, 'style.css'), 'utf8'),
].join('\n');
const script = readFileSync(join(own, 'pages.js'), 'utf8');

const versionOf = (content: string) => hash('sha256', content).slice(0, 12);

/** Addresses that change with what they lead to, so that a browser may keep it for ever. */
export const styleAddress = `/assets/style.css?v=${versionOf(style)}`;
export const scriptAddress = `/assets/pages.js?v=${versionOf(script)}`;

const forEver = { 'cache-control': 'public, max-age=31536000, immutable' };

/** Style, script and fonts of all pages. Nothing is loaded from outside. */
export function assetRoutes(app: App): void {
  app.get('/assets/style.css', (c) => c.body(style, 200, { 'content-type': 'text/css', ...forEver }));
  app.get('/assets/pages.js', (c) => c.body(script, 200, { 'content-type': 'text/javascript', ...forEver }));
  for (const family of families) {
    for (const file of readdirSync(join(fonts, family)).filter((name) => name.endsWith('.woff2'))) {
      const bytes = readFileSync(join(fonts, family, file));
      app.get(`/assets/${file}`, (c) => c.body(bytes, 200, { 'content-type': 'font/woff2', ...forEver }));
    }
  }
}
