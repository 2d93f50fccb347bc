import type { Site } from '../pages/site.ts';
import { casePages } from './cases.ts';
import { declarationPages } from './declarations.ts';
import { workPages } from './work.ts';

/** Everything that an officer of the CBSA does in a browser. */
export function officerPages(site: Site): void {
  for (const add of rooms) add(site);
}

/** Of two pages at one address the first one is shown. */
const rooms = [workPages, casePages, declarationPages];
