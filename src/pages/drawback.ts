import { fromThousandths } from '../cad/quantity.ts';
import type { DrawbackClaim, DrawbackLine } from '../recourse/drawback-store.ts';
import { dollars } from './formats.ts';
import { type Html, html } from './html.ts';
import { facts, link, table } from './parts.ts';
import { inBoth, type Language } from './words.ts';

export const claimWords = inBoth({
  claim: ['Drawback claim', 'Demande de drawback'],
  purpose: ['What became of the goods', 'Ce que sont devenues les marchandises'],
  SAME_CONDITION: ['Exported in the same condition', 'Exportées dans le même état'],
  PROCESSED: ['Processed in Canada and exported', 'Transformées au Canada et exportées'],
  CONSUMED: [
    'Consumed in processing goods for export',
    'Consommées dans la transformation de marchandises exportées',
  ],
  destination: ['Country of destination', 'Pays de destination'],
  exportedOn: ['Exported on', 'Exportées le'],
  evidence: ['Evidence, one document a line', 'Preuves, un document par ligne'],
  filedOn: ['Filed on', 'Déposée le'],
  state: ['State', 'État'],
  UNDER_REVIEW: ['Under review', 'À l’étude'],
  APPROVED: ['Approved', 'Approuvée'],
  REJECTED: ['Refused', 'Refusée'],
  total: ['Drawback', 'Drawback'],
  rationale: ['Reason of the decision', 'Motif de la décision'],
  decidedOn: ['Decided on', 'Décidée le'],
  transaction: ['Transaction number', 'Numéro de transaction'],
  line: ['Line', 'Ligne'],
  quantity: ['Quantity', 'Quantité'],
});

/**
 * A claim with its lines.
 *
 * @param folder where the page of one declaration is, by its number
 */
export function claimPart(
  language: Language,
  folder: string,
  claim: DrawbackClaim,
  lines: readonly DrawbackLine[],
): Html {
  const w = claimWords[language];
  return html`${facts([
    [w.state, w[claim.state]],
    [w.purpose, w[claim.purpose]],
    [w.destination, claim.destination],
    [w.exportedOn, claim.exportedOn],
    [w.filedOn, claim.filedOn],
    [w.evidence, claim.evidence.join('; ')],
    [w.total, dollars(claim.totalCents, language)],
    [w.decidedOn, claim.decidedOn],
    [w.rationale, claim.rationale],
  ])}
${table<DrawbackLine>(
  w.line,
  [
    {
      title: w.transaction,
      cell: ({ transactionNumber }) => link(`/${language}${folder}/${transactionNumber}`, transactionNumber),
    },
    { title: w.line, cell: ({ cadLine }) => cadLine },
    {
      title: w.quantity,
      cell: ({ quantityThousandths }) => fromThousandths(quantityThousandths),
      isNumber: true,
    },
    { title: w.total, cell: ({ drawbackCents }) => dollars(drawbackCents, language), isNumber: true },
  ],
  lines,
  '',
)}`;
}
