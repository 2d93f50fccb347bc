import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { App } from './http/app-type.ts';

const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const files: Record<string, string> = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
};

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>CARM Experience Simulation: API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<style>body{margin:0}.notice{background:#26374a;color:#fff;font:16px/1.5 sans-serif;margin:0;padding:.75rem 1rem}</style>
</head>
<body>
<p class="notice">Simulation. This is not the real CARM. <span lang="fr">Simulation. Ceci n’est pas la vraie GCRA.</span></p>
<main id="docs"></main>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>`;

const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, docExpansion: 'none', defaultModelsExpandDepth: 0, tagsSorter: 'alpha', validatorUrl: null });`;

/** The API, browsable. Everything is served from here: nothing is loaded from outside. */
export function docsPage(app: App): void {
  app.get('/docs', (c) => {
    c.header(
      'content-security-policy',
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
    );
    return c.html(page);
  });
  app.get('/docs/start.js', (c) => c.body(start, 200, { 'content-type': 'text/javascript' }));
  for (const [file, type] of Object.entries(files)) {
    app.get(`/docs/${file}`, (c) =>
      c.body(readFileSync(join(folder, file), 'utf8'), 200, { 'content-type': type }),
    );
  }
}
