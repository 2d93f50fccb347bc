import { z } from '@hono/zod-openapi';
import { requireRight } from '../../accounts/rights.ts';
import { InvalidInput } from '../../errors.ts';
import { numberAfter, pageOf } from '../../http/paging.ts';
import { optionsOf } from '../../pages/cad-fields.ts';
import { claimPart, claimWords } from '../../pages/drawback.ts';
import {
  button,
  choiceField,
  errorSummary,
  type FormState,
  postForm,
  selectField,
  textArea,
  textField,
  wordsOfIssue,
} from '../../pages/form.ts';
import { dollars } from '../../pages/formats.ts';
import { atAccount } from '../../pages/guards.ts';
import { html, nothing } from '../../pages/html.ts';
import { buttonLink, link, paging, table, tag } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { plainAmount } from '../../pages/typed.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { claimDrawback, DrawbackInput, DrawbackRefused } from '../../recourse/drawback.ts';
import { claimOf, claimsAfter, type DrawbackClaim, linesOfClaim } from '../../recourse/drawback-store.ts';
import { tariffOf } from '../../tariff/tariff-of.ts';
import { recourseTabs } from './penalties.ts';

const words = inBoth({
  title: ['Drawback claims', 'Demandes de drawback'],
  create: ['Claim drawback (K32)', 'Demander un drawback (K32)'],
  none: ['No drawback was claimed for this account.', 'Aucun drawback n’a été demandé pour ce compte.'],
  evidenceHint: [
    'Such as the number of the export declaration',
    'Par exemple le numéro de la déclaration d’exportation',
  ],
  waiver: ['Waiver', 'Renonciation'],
  hasWaiver: [
    'Everybody else who could claim for these goods has waived it',
    'Toute autre personne qui pourrait demander le drawback y a renoncé',
  ],
  lines: [
    'Lines, one a row: transaction number, line, quantity and, where any was paid, duty paid abroad',
    'Lignes, une par rangée : numéro de transaction, ligne, quantité et, s’il y a lieu, droits payés à l’étranger',
  ],
  linesHint: ['Such as 12345000000012, 1, 10', 'Par exemple 12345000000012, 1, 10'],
  send: ['Claim', 'Demander'],
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
      if (!parsed.success) throw new InvalidInput(wordsOfIssue(parsed.error.issues[0]!));
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
  const [w, own] = [claimWords[language], words[language]];
  const { items, next } = await pageOf(
    { limit: 50, cursor: query.get('after') ?? undefined },
    (page) => claimsAfter(ctx.store.read, [account.bn15], { ...page, after: numberAfter(page.after) }),
    (claim) => String(claim.id),
  );
  const mayClaim = ctx.actor.scopes.has('cad:adjust');
  const body = html`${recourseTabs(visit)}
${mayClaim ? html`<div class="buttons">${buttonLink(to(visit, '/portal/recourse/drawback/new'), own.create)}</div>` : nothing}
${table<DrawbackClaim>(
  own.title,
  [
    { title: w.claim, cell: ({ id }) => link(to(visit, `/portal/recourse/drawback/${id}`), String(id)) },
    { title: w.filedOn, cell: ({ filedOn }) => filedOn },
    { title: w.purpose, cell: ({ purpose }) => w[purpose] },
    { title: w.state, cell: ({ state }) => tag(w[state]) },
    { title: w.total, cell: ({ totalCents }) => dollars(totalCents, language), isNumber: true },
  ],
  items,
  own.none,
)}${paging(language, path, query, next)}`;
  return { title: own.title, body };
}

async function showNew(visit: AtAccount, _: Params, state: FormState) {
  const { language, ctx } = visit;
  const [w, own] = [claimWords[language], words[language]];
  const { reference } = await tariffOf(ctx.store);
  const purposes = (['SAME_CONDITION', 'PROCESSED', 'CONSUMED'] as const).map(
    (each) => [each, w[each]] as const,
  );
  const fields = html`${choiceField(language, state, { name: 'purpose', label: w.purpose, options: purposes, isRequired: true })}
<div class="fields">${selectField(language, state, { name: 'destination', label: w.destination, options: optionsOf('countries', reference, language), isRequired: true, isOptional: true })}
${textField(language, state, { name: 'exportedOn', label: w.exportedOn, type: 'date', isRequired: true })}</div>
${textArea(language, state, { name: 'lines', label: own.lines, hint: own.linesHint, isRequired: true })}
${textArea(language, state, { name: 'evidence', label: w.evidence, hint: own.evidenceHint, isRequired: true })}
${choiceField(language, state, { name: 'hasWaiver', label: own.waiver, isMany: true, options: [['yes', own.hasWaiver]] })}
<div class="buttons">${button(own.send)}</div>`;
  const body = html`${errorSummary(language, state)}${postForm(to(visit, '/portal/recourse/drawback/new'), fields)}`;
  return { title: own.create, body };
}

async function showOne(visit: AtAccount, { id }: Params) {
  const { ctx, language } = visit;
  const w = claimWords[language];
  const { read } = ctx.store;
  const claim = await claimOf(read, Number(id));
  await requireRight(ctx, read, 'cad:read', claim.claimant);
  const lines = await linesOfClaim(read, claim.id);
  return { title: `${w.claim} ${id}`, body: claimPart(language, '/portal/declarations', claim, lines) };
}
