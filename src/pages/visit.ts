import type { Business, ProgramAccount } from '../accounts/store.ts';
import type { Context } from '../context.ts';
import type { Environment } from '../open-environment.ts';
import type { Session } from '../users/sessions.ts';
import type { User } from '../users/store.ts';
import type { Language } from './words.ts';

/** A request for a page, by whom and in which language. */
export interface Visit {
  environment: Environment;
  ctx: Context;
  language: Language;
  /** Path without the language, such as /portal/releases, and the whole query. */
  path: string;
  query: URLSearchParams;
  /** Whether the page at a path lets a visit in. */
  lets: (visit: Visit, path: string) => Promise<boolean>;
  /** Nothing where nobody is signed in. */
  user?: User;
  session?: Session;
  /** The businesses that the user works for. */
  businesses: Business[];
  /** The one it acts for now. */
  business?: Business;
  /** The program accounts that it may have in view, its own and its clients', by number. */
  choice: readonly string[];
  /** The one in view. */
  account?: ProgramAccount;
}

/** A visit by somebody who is signed in. */
export interface SignedIn extends Visit {
  user: User;
  session: Session;
}

/** A visit by somebody who works for a business and has one of its accounts, or a client's, in view. */
export interface AtAccount extends SignedIn {
  business: Business;
  account: ProgramAccount;
}

/** The address of a page in the language of the visit. */
export function to({ language }: Pick<Visit, 'language'>, path: string): string {
  return path === '/' ? `/${language}` : `/${language}${path}`;
}
