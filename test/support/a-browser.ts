import { createApp } from '../../src/app.ts';
import type { Environment } from '../../src/open-environment.ts';
import { beginSession } from '../../src/users/sessions.ts';
import type { User } from '../../src/users/store.ts';

export interface Shown {
  status: number;
  text: string;
  headers: Headers;
  /** Where it leads, for a redirection. */
  location: string | null;
}

/** Asks for pages as a browser does, with the cookie it was given, and without a network in between. */
export class ABrowser {
  readonly #app;
  #cookie = '';

  constructor(environment: Environment) {
    this.#app = createApp(environment).app;
  }

  async get(path: string): Promise<Shown> {
    return this.#ask(path, { method: 'GET' });
  }

  async post(
    path: string,
    fields: Record<string, string> | FormData,
    origin = 'http://localhost',
  ): Promise<Shown> {
    const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
    return this.#ask(path, { method: 'POST', body, headers: { origin } });
  }

  /** Signed in without the steps that lead there. */
  async as({ store, clock }: Environment, user: User): Promise<void> {
    const token = await store.inTransaction((tx) =>
      beginSession(tx, clock, { userId: user.id, stage: 'OPEN' }),
    );
    this.#cookie = `carm-session=${token}`;
  }

  async #ask(path: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Shown> {
    const reply = await this.#app.request(path, {
      ...init,
      headers: { ...init.headers, cookie: this.#cookie },
    });
    const set = reply.headers.get('set-cookie');
    if (set !== null) this.#cookie = set.split(';')[0]!;
    const { status, headers } = reply;
    return { status, headers, text: await reply.text(), location: headers.get('location') };
  }
}
