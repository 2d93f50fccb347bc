import type { Site } from '../pages/site.ts';
import { accountForPages } from './account/account-for.ts';
import { decisionPages } from './account/decisions.ts';
import { accountDeclarationPages } from './account/declarations.ts';
import { accountPenaltyPages } from './account/penalties.ts';
import { positionPages } from './account/position.ts';
import { searchPages } from './account/search.ts';
import { casePages } from './cases.ts';
import { contraventionPages } from './contraventions.ts';
import { declarationPages } from './declarations.ts';
import { demandPages } from './demands.ts';
import { drawbackPages } from './drawback.ts';
import { massAdjustmentPages } from './mass-adjustments.ts';
import { penaltyPages } from './penalties.ts';
import { recalculationPages } from './recalculations.ts';
import { registrationPages } from './registrations.ts';
import { rulingPages } from './rulings.ts';
import { securityRequestPages } from './security-requests.ts';
import { supportEntryPages } from './support/entry.ts';
import { supportProblemPages } from './support/problems.ts';
import { supportQueuePages } from './support/queue.ts';
import { supportTicketPages } from './support/ticket.ts';
import { tariffPages } from './tariff.ts';
import { typeCPages } from './type-c.ts';
import { userPages } from './users.ts';
import { workPages } from './work.ts';
import { writeOffPages } from './write-offs.ts';

/** Everything that an officer of the CBSA does in a browser. */
export function officerPages(site: Site): void {
  for (const add of rooms) add(site);
}

/** Of two pages at one address the first one is shown. */
const rooms = [
  workPages,
  casePages,
  penaltyPages,
  drawbackPages,
  rulingPages,
  registrationPages,
  demandPages,
  securityRequestPages,
  writeOffPages,
  declarationPages,
  searchPages,
  positionPages,
  accountDeclarationPages,
  accountForPages,
  accountPenaltyPages,
  decisionPages,
  recalculationPages,
  massAdjustmentPages,
  tariffPages,
  typeCPages,
  contraventionPages,
  userPages,
  supportQueuePages,
  supportEntryPages,
  supportTicketPages,
  supportProblemPages,
];
