import { expect } from 'vitest';
import { allRights, partnerRights } from '../../src/accounts/rights.ts';
import { type AppOptions, createApp } from '../../src/app.ts';
import { type Environment, issueToken } from '../../src/open-environment.ts';

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** The body where it is JSON, else nothing. */
  body: Record<string, unknown>;
}

export interface Asked {
  token?: string | undefined;
  /** Sent as JSON; what is already text goes as it is. */
  body?: unknown;
  /** Sent as they are. */
  bytes?: Buffer;
  headers?: Record<string, string>;
}

export type Ask = (method: string, path: string, asked?: Asked) => Promise<Reply>;

/** The web application over an environment, asked without a network in between. */
export function anApi(environment: Environment, options?: AppOptions): Ask {
  const { app } = createApp(environment, options);
  return async (method, path, { token, body, bytes, headers } = {}) => {
    const reply = await app.request(path, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(bytes === undefined ? {} : { body: new Uint8Array(bytes) }),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await reply.text();
    const isJson = /^application\/(problem\+)?json/.test(reply.headers.get('content-type') ?? '');
    return { status: reply.status, headers: reply.headers, text, body: isJson ? JSON.parse(text) : {} };
  };
}

/** A token of a business, with these rights and no others. */
export function aToken(environment: Environment, bn15: string, scopes: readonly string[] = partnerRights) {
  const bn9 = bn15.slice(0, 9);
  return issueToken(environment, { name: `${bn9} ${scopes.join()}`, kind: 'partner', bn9, scopes });
}

export function aTrainersToken(environment: Environment, name = 'trainer') {
  return issueToken(environment, { name, kind: 'control', scopes: allRights });
}

/** Every refusal is an RFC 9457 problem in both languages, and none is a fault of ours. */
export function expectProblem(reply: Reply, status: number, code?: string): void {
  const { body } = reply;
  expect(reply.status, reply.text).toBe(status);
  expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(body).toMatchObject({ status, code: code ?? expect.stringMatching(/^[A-Z_]+$/) });
  const { en, fr } = body.detail as { en: string; fr: string };
  expect(en.length > 0 && fr.length > 0 && en !== fr, reply.text).toBe(true);
}

/** The codes of the findings that reject a declaration. */
export function fatalCodes(reply: Reply): string[] {
  const findings = reply.body.findings as { code: string; severity: string }[];
  return findings.filter((finding) => finding.severity === 'F').map((finding) => finding.code);
}
