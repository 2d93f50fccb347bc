import type { HttpBindings } from '@hono/node-server';
import type { Context as HonoContext } from 'hono';

/** On Node the header goes straight to the reply: made by the framework it would slow every reply down. */
export function setHeader(c: HonoContext, name: string, value: string): void {
  const outgoing = (c.env as Partial<HttpBindings> | undefined)?.outgoing;
  if (outgoing === undefined) c.header(name, value);
  else outgoing.setHeader(name, value);
}
