import { createApp } from '../../src/app.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { sessionCookie } from '../../src/pages/visits.ts';
import { castAddress } from '../../src/population/cast.ts';
import { beginSession } from '../../src/users/sessions.ts';
import { takeOn } from '../../src/users/sign-in.ts';
import { type User, userByEmail } from '../../src/users/store.ts';

export interface PageReply {
  status: number;
  text: string;
  /** The same as it came, for a file that is no text. */
  bytes: Uint8Array;
  /** Where it leads, without the language; nothing where it is a page. */
  leadsTo: string | undefined;
}

export interface Visitor {
  open(path: string): Promise<PageReply>;
  /** Send a form: fields that stand in it more than once as lists. */
  send(path: string, fields: Record<string, string | string[] | File>): Promise<PageReply>;
}

/** A member of the cast, signed in to the pages over an environment, without a browser in between. */
export async function aVisitor(
  environment: Environment,
  name: string,
  language: 'en' | 'fr' = 'en',
): Promise<Visitor> {
  const user = (await userByEmail(environment.store.read, castAddress(name)))!;
  return aVisitorWith(environment, await takeOn(environment.as(system), user.id), language);
}

/** Somebody else who is signed in; nobody, where there is no user. */
export async function aStranger(environment: Environment, user?: User): Promise<Visitor> {
  if (user === undefined) return aVisitorWith(environment, '', 'en');
  const { store, clock } = environment;
  const begin = { userId: user.id, stage: 'OPEN' } as const;
  return aVisitorWith(environment, await store.inTransaction((tx) => beginSession(tx, clock, begin)), 'en');
}

function aVisitorWith(environment: Environment, token: string, language: 'en' | 'fr'): Visitor {
  const { app } = createApp(environment);
  const headers = { cookie: `${sessionCookie}=${token}`, origin: 'http://localhost' };
  const ask = async (path: string, init: RequestInit): Promise<PageReply> => {
    const reply = await app.request(`/${language}${path}`, { ...init, headers });
    const leadsTo = reply.headers.get('location')?.slice(3);
    const bytes = await bytesOf(reply);
    return { status: reply.status, text: new TextDecoder().decode(bytes), bytes, leadsTo };
  };
  return {
    open: (path) => ask(path, {}),
    send: (path, fields) => {
      const body = new FormData();
      for (const [field, values] of Object.entries(fields))
        for (const value of [values].flat()) body.append(field, value);
      return ask(path, { method: 'POST', body });
    },
  };
}

/** The whole of a reply; of one that goes on for as long as somebody looks, what comes first. */
async function bytesOf(reply: Response): Promise<Uint8Array> {
  if (reply.headers.get('content-type')?.startsWith('text/event-stream') !== true)
    return new Uint8Array(await reply.arrayBuffer());
  const reader = reply.body!.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return value ?? new Uint8Array();
}
