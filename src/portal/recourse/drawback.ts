import { z } from '@hono/zod-openapi';
import { requireRight } from '../../accounts/rights.ts';
import { fromThousandths } from '../../cad/quantity.ts';
import { InvalidInput } from '../../errors.ts';
import { numberAfter, pageOf } from '../../http/paging.ts';
import { issueText } from '../../http/problem.ts';
import { optionsOf } from '../../pages/cad-fields.ts';
import {
  button,
  choiceField,
  errorSummary,
  type FormState,
  postForm,
  selectField,
  textArea,
  textField,
} from '../../pages/form.ts';
import { dollars } from '../../pages/formats.ts';
import { html, nothing } from '../../pages/html.ts';
import { buttonLink, facts, link, paging, table, tag } from '../../pages/parts.ts';
import { atAccount, type Params, type Site } from '../../pages/site.ts';
import { plainAmount } from '../../pages/typed.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { claimDrawback, DrawbackInput, DrawbackRefused } from '../../recourse/drawback.ts';
import {
  claimOf,
  claimsAfter,
  type DrawbackClaim,
  type DrawbackLine,
  linesOfClaim,
} from '../../recourse/drawback-store.ts';
import { tariffOf } from '../../tariff/tariff-of.ts';
import { recourseTabs } from './penalties.ts';

const words = inBoth({
  title: ['Drawback claims', 'Demandes de drawback'],
  claim: ['Drawback claim', 'Demande de drawback'],
  create: ['Claim drawback (K32)', 'Demander un drawback (K32)'],
  none: ['No drawback was claimed for this account.', 'Aucun drawback n’a été demandé pour ce compte.'],
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
  evidenceHint: [
    'Such as the number of the export declaration',
    'Par exemple le numéro de la déclaration d’exportation',
  ],
  waiver: ['Waiver', 'Renonciation'],
  hasWaiver: [
    'Everybody else who could claim for these goods has waived it',
    'Toute autre personne qui pourrait demander y a renoncé',
  ],
  lines: [
    'Lines, one a row: transaction number, line, quantity, duty paid abroad (optional)',
    'Lignes, une par rangée : numéro de transaction, ligne, quantité, droits payés à l’étranger (facultatif)',
  ],
  linesHint: ['Such as 12345000000012, 1, 10', 'Par exemple 12345000000012, 1, 10'],
  send: ['Claim', 'Demander'],
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

export function drawbackPages(site: Site): void {
  site.page('/portal/recourse/drawback', atAccount('cad:read'), showList);

  site.form('/portal/recourse/drawback/new', atAccount('cad:adjust'), {
    show: showNew,
    schema: z.object({
      purpose: DrawbackInput.shape.purpose,
      destination: DrawbackInput.shape.destination,
      exportedOn: z.iso.date(),
      evidence: z.string(),
      hasWaiver: z.literal('yes').optional(),
      lines: z.string(),
    }),
    act: async ({ ctx, account }, { evidence, hasWaiver, lines, ...rest }) => {
      const claim = {
        ...{ ...rest, claimant: account.bn15, hasWaiver: hasWaiver === 'yes' },
        evidence: rowsOf(evidence),
        lines: rowsOf(lines).map(lineFrom),
      };
      const parsed = DrawbackInput.safeParse(claim);
      if (!parsed.success) throw new InvalidInput(issueText(parsed.error.issues[0]!));
      return `/portal/recourse/drawback/${await claimed(() => claimDrawback(ctx, parsed.data))}`;
    },
  });

  site.page('/portal/recourse/drawback/:id', atAccount('cad:read'), showOne);
}

/** Every finding is told, not only how many there are. */
async function claimed(claim: () => Promise<DrawbackClaim>): Promise<number> {
  try {
    return (await claim()).id;
  } catch (error) {
    if (!(error instanceof DrawbackRefused)) throw error;
    throw new InvalidInput({
      en: error.findings.map(({ messageEn }) => messageEn).join(' '),
      fr: error.findings.map(({ messageFr }) => messageFr).join(' '),
    });
  }
}

function rowsOf(text: string): string[] {
  return text
    .split('\n')
    .map((row) => row.trim())
    .filter((row) => row !== '');
}

function lineFrom(row: string) {
  const [transactionNumber = '', line = '', quantity = '', abroad] = row.split(/[,;\t]\s*/);
  const dutyPaidAbroad = abroad === undefined || abroad === '' ? {} : { dutyPaidAbroad: plainAmount(abroad) };
  return { transactionNumber: transactionNumber.trim(), line: Number(line), quantity, ...dutyPaidAbroad };
}

async function showList(visit: AtAccount) {
  const { ctx, account, language, path, query } = visit;
  const w = words[language];
  const { items, next } = await pageOf(
    { limit: 50, cursor: query.get('after') ?? undefined },
    (page) => claimsAfter(ctx.store.read, [account.bn15], { ...page, after: numberAfter(page.after) }),
    (claim) => String(claim.id),
  );
  const mayClaim = ctx.actor.scopes.has('cad:adjust');
  const body = html`${recourseTabs(visit)}
${mayClaim ? html`<div class="buttons">${buttonLink(to(visit, '/portal/recourse/drawback/new'), w.create)}</div>` : nothing}
${table<DrawbackClaim>(
  w.title,
  [
    { title: w.claim, cell: ({ id }) => link(to(visit, `/portal/recourse/drawback/${id}`), String(id)) },
    { title: w.filedOn, cell: ({ filedOn }) => filedOn },
    { title: w.purpose, cell: ({ purpose }) => w[purpose] },
    { title: w.state, cell: ({ state }) => tag(w[state]) },
    { title: w.total, cell: ({ totalCents }) => dollars(totalCents, language), isNumber: true },
  ],
  items,
  w.none,
)}${paging(language, path, query, next)}`;
  return { title: w.title, body };
}

async function showNew(visit: AtAccount, _: Params, state: FormState) {
  const { language, ctx } = visit;
  const w = words[language];
  const { reference } = await tariffOf(ctx.store);
  const purposes = (['SAME_CONDITION', 'PROCESSED', 'CONSUMED'] as const).map(
    (each) => [each, w[each]] as const,
  );
  const fields = html`${choiceField(language, state, { name: 'purpose', label: w.purpose, options: purposes, isRequired: true })}
<div class="fields">${selectField(language, state, { name: 'destination', label: w.destination, options: optionsOf('countries', reference, language), isRequired: true, isOptional: true })}
${textField(language, state, { name: 'exportedOn', label: w.exportedOn, type: 'date', isRequired: true })}</div>
${textArea(language, state, { name: 'lines', label: w.lines, hint: w.linesHint, isRequired: true })}
${textArea(language, state, { name: 'evidence', label: w.evidence, hint: w.evidenceHint, isRequired: true })}
${choiceField(language, state, { name: 'hasWaiver', label: w.waiver, isMany: true, options: [['yes', w.hasWaiver]] })}
<div class="buttons">${button(w.send)}</div>`;
  const body = html`${errorSummary(language, state)}${postForm(to(visit, '/portal/recourse/drawback/new'), fields)}`;
  return { title: w.create, body };
}

async function showOne(visit: AtAccount, { id }: Params) {
  const { ctx, language } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const claim = await claimOf(read, Number(id));
  await requireRight(ctx, read, 'cad:read', claim.claimant);
  const body = html`${facts([
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
      cell: ({ transactionNumber }) =>
        link(to(visit, `/portal/declarations/${transactionNumber}`), transactionNumber),
    },
    { title: w.line, cell: ({ cadLine }) => cadLine },
    {
      title: w.quantity,
      cell: ({ quantityThousandths }) => fromThousandths(quantityThousandths),
      isNumber: true,
    },
    { title: w.total, cell: ({ drawbackCents }) => dollars(drawbackCents, language), isNumber: true },
  ],
  await linesOfClaim(read, claim.id),
  '',
)}`;
  return { title: `${w.claim} ${id}`, body };
}
