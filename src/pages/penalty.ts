import type { Penalty, Redress } from '../penalties/store.ts';
import { timeLimits } from '../penalties/time-limits.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { dollars } from './formats.ts';
import type { Html } from './html.ts';
import { facts, link, table, tag } from './parts.ts';
import { inBoth, type Language } from './words.ts';

export const penaltyWords = inBoth({
  penalties: ['Penalties', 'Sanctions'],
  penalty: ['Penalty', 'Sanction'],
  none: ['No penalty was assessed against this account.', 'Aucune sanction n’a été imposée à ce compte.'],
  kind: ['Kind', 'Type'],
  LAP: ['Late accounting', 'Déclaration en détail tardive'],
  NPA: ['Administrative monetary penalty', 'Sanction administrative pécuniaire'],
  LPP: ['Late payment', 'Paiement tardif'],
  contravention: ['Contravention', 'Infraction'],
  subject: ['About', 'Concerne'],
  servedOn: ['Served on', 'Signifiée le'],
  level: ['Level', 'Niveau'],
  assessed: ['Assessed', 'Imposée'],
  owed: ['Owed', 'Due'],
  status: ['Status', 'État'],
  STANDS: ['Stands', 'Maintenue'],
  CANCELLED: ['Cancelled', 'Annulée'],
  WAIVED: ['Waived', 'Renonciation accordée'],
  reason: ['Reason', 'Motif'],
  payUntil: ['Without interest if paid by', 'Sans intérêts si payée au plus tard le'],
  redressUntil: ['Request a decision of the Minister until', 'Demander une décision du ministre jusqu’au'],
  extensionUntil: ['Apply for an extension until', 'Demander une prorogation jusqu’au'],
  redress: ['Redress', 'Recours'],
  step: ['Step', 'Étape'],
  EXTENSION_ASKED: ['Extension applied for', 'Prorogation demandée'],
  EXTENSION_REFUSED: ['Extension refused', 'Prorogation refusée'],
  REQUESTED: ['Decision requested', 'Décision demandée'],
  REASONS_GIVEN: ['Reasons given: evidence is taken', 'Motifs donnés : la preuve est reçue'],
  DECIDED: ['Decided', 'Décidé'],
  IN_COURT: ['Before the Federal Court', 'Devant la Cour fédérale'],
  COURT_DECIDED: ['Decided by the Federal Court', 'Décidé par la Cour fédérale'],
  grounds: ['Grounds', 'Moyens'],
  reasons: ['Reasons of the CBSA', 'Motifs de l’ASFC'],
  evidence: ['Evidence', 'Preuve'],
  evidenceUntil: ['Evidence until', 'Preuve jusqu’au'],
  decision: ['Decision', 'Décision'],
  REMITTED: ['Remitted in part', 'Remise partielle'],
  UPHELD: ['Upheld', 'Confirmée'],
  INCREASED: ['Increased', 'Augmentée'],
  courtUntil: ['To the Federal Court until', 'À la Cour fédérale jusqu’au'],
  courtFile: ['Court file number', 'Numéro du dossier de la cour'],
  judgment: ['Judgment', 'Jugement'],
});

/** @param folder where the page of one penalty is, by its number */
export function penaltiesTable(language: Language, folder: string, penalties: readonly Penalty[]): Html {
  const w = penaltyWords[language];
  return table<Penalty>(
    w.penalties,
    [
      { title: w.penalty, cell: ({ id }) => link(`/${language}${folder}/${id}`, id) },
      { title: w.kind, cell: ({ kind }) => w[kind] },
      { title: w.contravention, cell: ({ contravention }) => contravention },
      { title: w.subject, cell: ({ subject }) => subject },
      { title: w.servedOn, cell: ({ servedOn }) => servedOn },
      { title: w.status, cell: ({ status }) => statusTag(language, status) },
      { title: w.owed, cell: ({ owedCents }) => dollars(owedCents, language), isNumber: true },
    ],
    penalties,
    w.none,
  );
}

function statusTag(language: Language, status: Penalty['status']): Html {
  return tag(penaltyWords[language][status], status === 'STANDS' ? 'warning' : 'success');
}

/** What a penalty is, with its time limits: a late accounting penalty has no redress, and so none of those. */
export function penaltyFacts(language: Language, penalty: Penalty, reference: ReferenceData): Html {
  const w = penaltyWords[language];
  const limits = timeLimits(penalty.servedOn, reference.holidays);
  const isLate = penalty.kind === 'LAP';
  const record = reference.history('contraventions', penalty.contravention)[0];
  const name = record?.data[`name_${language}`] ?? record?.data.name_en ?? '';
  return facts([
    [w.status, statusTag(language, penalty.status)],
    [w.kind, w[penalty.kind]],
    [w.contravention, `${penalty.contravention}, ${name}`],
    [w.subject, penalty.subject],
    [w.level, penalty.level],
    [w.servedOn, penalty.servedOn],
    [w.assessed, dollars(penalty.assessedCents, language)],
    [w.owed, dollars(penalty.owedCents, language)],
    [w.reason, penalty.reason],
    [w.payUntil, limits.payWithoutInterestUntil],
    [w.redressUntil, isLate ? undefined : limits.redressUntil],
    [w.extensionUntil, isLate ? undefined : limits.extensionUntil],
  ]);
}

export function redressFacts(language: Language, redress: Redress): Html {
  const w = penaltyWords[language];
  return facts([
    [w.step, w[redress.step]],
    [w.grounds, redress.grounds],
    [w.reasons, redress.reasons],
    [w.evidenceUntil, redress.evidenceUntil],
    [w.evidence, redress.evidence],
    [w.decision, redress.decision === null ? undefined : w[redress.decision]],
    [w.courtUntil, redress.courtUntil],
    [w.courtFile, redress.courtFile],
    [w.judgment, redress.courtDecision === null ? undefined : w[redress.courtDecision]],
  ]);
}
