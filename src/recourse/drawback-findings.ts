import { fromThousandths } from '../cad/quantity.ts';
import type { AssessedCad } from '../cad/types.ts';
import type { Bilingual } from '../errors.ts';
import type { Exported } from './drawback-rules.ts';
import { isLimited } from './drawback-rules.ts';

/** What is wrong with a claim for drawback; any of it refuses the claim. */
export interface DrawbackFinding {
  code: keyof typeof texts;
  /** line[2].quantity, or a field of the claim. */
  pointer: string;
  messageEn: string;
  messageFr: string;
}

const texts = {
  'DRW-E301': {
    en: 'Transaction &* is not an accepted declaration with this line',
    fr: 'La transaction &* n’est pas une déclaration acceptée ayant cette ligne',
  },
  'DRW-E302': {
    en: 'Goods of another importer need the waiver of those who could claim as well',
    fr: 'Les marchandises d’un autre importateur exigent la renonciation de ceux qui pourraient aussi demander',
  },
  'DRW-E303': {
    en: 'The time to claim ended on &*, four years after release',
    fr: 'Le délai de demande est échu le &*, quatre ans après la mainlevée',
  },
  'DRW-E304': {
    en: 'More is claimed than was imported and not claimed before: &* is left',
    fr: 'On demande plus que ce qui a été importé et non encore demandé : il reste &*',
  },
  'DRW-E305': {
    en: 'Duty paid abroad must be stated for goods exported to the United States or Mexico',
    fr: 'Les droits payés à l’étranger doivent être indiqués pour l’exportation aux États-Unis ou au Mexique',
  },
  'DRW-E306': {
    en: 'Goods were exported before they were imported, or not yet: &*',
    fr: 'Les marchandises ont été exportées avant leur importation, ou pas encore : &*',
  },
  'DRW-E307': {
    en: 'The line bears no duty that could be given back',
    fr: 'La ligne ne porte aucun droit à rembourser',
  },
  'DRW-E308': {
    en: 'Duties of &* are not paid yet, or can still be corrected; claim after the payment due date, once they are paid',
    fr: 'Les droits de &* ne sont pas encore payés, ou peuvent être corrigés; demandez après l’échéance, une fois payés',
  },
} as const satisfies Record<string, Bilingual>;

export const drawbackFindingCodes = Object.keys(texts) as (keyof typeof texts)[];

function finding(code: keyof typeof texts, pointer: string, about = ''): DrawbackFinding {
  const { en, fr } = texts[code];
  return { code, pointer, messageEn: en.replace('&*', about), messageFr: fr.replace('&*', about) };
}

/** A line of a claim beside the declaration that it names. */
export interface ClaimedLine {
  at: string;
  transactionNumber: string;
  cad: AssessedCad | undefined;
  exported: Exported | undefined;
  /** Its duties are paid and past the day until which they are corrected. */
  isSettled: boolean;
  drawbackCents: number;
  /** What may still be claimed of the line, in thousandths. */
  leftThousandths: number;
  hasWaiver: boolean;
  claimant: string;
  exportedOn: string;
  today: string;
  years: number;
}

/**
 * What is wrong with one line of a claim.
 *
 * Law: Customs Tariff ss. 80, 95(6), 113 (duties paid, time, waiver, what is left), 119. Assumption A-65: duties that can
 * still be corrected are not claimed yet.
 */
export function* drawbackFindings(line: ClaimedLine): Generator<DrawbackFinding> {
  const { at, cad, exported, transactionNumber } = line;
  if (cad === undefined || exported === undefined) {
    yield finding('DRW-E301', at, transactionNumber);
    return;
  }
  if (cad.importerBn15 !== line.claimant && !line.hasWaiver) yield finding('DRW-E302', `${at}.waiver`);
  if (!line.isSettled) yield finding('DRW-E308', at, transactionNumber);
  const releasedOn = cad.releasedOn ?? cad.accountedOn;
  const endsOn = Temporal.PlainDate.from(releasedOn).add({ years: line.years }).toString();
  if (line.today > endsOn) yield finding('DRW-E303', at, endsOn);
  if (line.exportedOn < releasedOn || line.exportedOn > line.today)
    yield finding('DRW-E306', 'exportedOn', line.exportedOn);
  if (exported.quantityThousandths > line.leftThousandths)
    yield finding('DRW-E304', `${at}.quantity`, fromThousandths(line.leftThousandths));
  if (isLimited(exported) && exported.dutyPaidAbroad === undefined)
    yield finding('DRW-E305', `${at}.dutyPaidAbroad`);
  else if (line.drawbackCents === 0) yield finding('DRW-E307', at);
}
