import type { HttpBindings } from '@hono/node-server';
import type { Context as HonoContext } from 'hono';

/**
 * The address that a request comes from. Behind a proxy it is what the proxy adds to whatever the client claims: the
 * last of the list.
 */
export function clientAddress(c: HonoContext, isBehindProxy: boolean): string {
  // There is no connection where a test asks the application directly.
  const connection = c.env as Partial<HttpBindings> | undefined;
  const told = isBehindProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return told ?? connection?.incoming?.socket.remoteAddress ?? '';
}
