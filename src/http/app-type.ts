import { OpenAPIHono, type z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { Problem, replyToInvalid } from './problem.ts';

export interface Variables {
  ctx: Context;
  serviceClass: ServiceClass;
}

/** 1 interactive, 2 search and list, 3 batch and file. */
export type ServiceClass = 1 | 2 | 3;

export type App = OpenAPIHono<{ Variables: Variables }>;

/** An application whose refusals of malformed input are problems like all others. */
export function newApp(): App {
  return new OpenAPIHono<{ Variables: Variables }>({
    defaultHook: (result, c) => {
      if (!result.success) return replyToInvalid(c, result.error as unknown as z.ZodError);
      return undefined;
    },
  });
}

/** A route's promise of service: which requirement its response times are judged by. */
export function servedAs(serviceClass: ServiceClass) {
  return { 'x-service-class': serviceClass } as const;
}

export function json<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

export function jsonBody<T extends z.ZodType>(schema: T) {
  // What is checked asynchronously goes without zod's compiled checks. None of ours waits for anything.
  schema.safeParseAsync = async (value, parameters) => schema.safeParse(value, parameters);
  return { required: true, content: { 'application/json': { schema } } };
}

const meanings: Record<number, string> = {
  400: 'Not as described here',
  401: 'No valid credential',
  403: 'Not yours to do',
  404: 'Not found',
  409: 'Conflicts with what is there',
  412: 'Changed since it was read',
  422: 'Refused by a rule',
  429: 'Too many requests',
  503: 'An outside system does not answer',
};

/** Problem replies of a route, by status. */
export function problems<S extends number>(...statuses: S[]) {
  const replies = statuses.map((status) => [
    status,
    { description: meanings[status] ?? '', content: { 'application/problem+json': { schema: Problem } } },
  ]);
  return Object.fromEntries(replies) as Record<
    S,
    { description: string; content: { 'application/problem+json': { schema: typeof Problem } } }
  >;
}
