import { serve } from '@hono/node-server';
import { Hono } from 'hono';

/** The least that any program with this framework does: read a body as JSON and send it back. */
const app = new Hono();
app.post('/api/v1/cads', async (c) => c.json(await c.req.json(), 201));
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
  console.log(`http://127.0.0.1:${port}/docs`),
);
