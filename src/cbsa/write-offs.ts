import { z } from '@hono/zod-openapi';
import { findWriteOff, type WriteOff } from '../collections/store.ts';
import { approveWriteOff, refuseWriteOff, reverseWriteOff } from '../collections/write-off.ts';
import { NotFound } from '../errors.ts';
import { findDocument } from '../ledger/documents.ts';
import { type Document, documentCodes } from '../ledger/tables.ts';
import { errorSummary, type FormState, postButton } from '../pages/form.ts';
import { dollars } from '../pages/formats.ts';
import { officer } from '../pages/guards.ts';
import { type Html, html, nothing } from '../pages/html.ts';
import { day, facts, link, table } from '../pages/parts.ts';
import type { Params, Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { namesOfActors } from '../users/actors.ts';
import { historyOf } from './history.ts';
import { noteAccount } from './seen.ts';

const words = inBoth({
  title: ['Write-off', 'Radiation'],
  account: ['Account', 'Compte'],
  status: ['Status', 'État'],
  REQUESTED: ['Waits for a second officer', 'En attente d’un second agent'],
  APPROVED: ['Written off', 'Radiée'],
  REFUSED: ['Refused', 'Refusée'],
  REVERSED: ['Owed again', 'Due de nouveau'],
  amount: ['Amount', 'Montant'],
  reason: ['Reason', 'Motif'],
  requestedBy: ['Asked for by', 'Demandée par'],
  requestedOn: ['Asked for on', 'Demandée le'],
  decidedBy: ['Decided by', 'Décidée par'],
  decidedOn: ['Decided on', 'Décidée le'],
  debts: ['Debts', 'Dettes'],
  document: ['Document', 'Document'],
  reference: ['Reference', 'Référence'],
  dueOn: ['Due on', 'Échéance'],
  charged: ['Charged', 'Imputé'],
  approve: ['Approve', 'Approuver'],
  refuse: ['Refuse', 'Refuser'],
  reverse: ['The client pays after all: owe it again', 'Le client paie : rétablir la dette'],
});

const guard = officer('collection:decide');

export function writeOffPages(site: Site): void {
  site.page('/cbsa/write-offs/:id', guard, show);
  const steps = { approve: approveWriteOff, refuse: refuseWriteOff, reverse: reverseWriteOff } as const;
  for (const [name, act] of Object.entries(steps)) {
    site.form(`/cbsa/write-offs/:id/${name}`, guard, {
      show,
      schema: z.object({}),
      act: async ({ ctx }, _, { id }) => {
        await act(ctx, Number(id));
        return `/cbsa/write-offs/${id}`;
      },
    });
  }
}

async function show(visit: SignedIn, { id }: Params, state: FormState) {
  const { ctx, language } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const found = await findWriteOff(read, Number(id));
  if (found === undefined) throw new NotFound({ en: 'Write-off', fr: 'La radiation' }, id!);
  const { programAccount, requestedBy, decidedBy } = found;
  await noteAccount(visit, programAccount);
  const names = await namesOfActors(
    read,
    [requestedBy, decidedBy].filter((each) => each !== null),
  );
  const body = html`${errorSummary(language, state)}${facts([
    [w.status, w[found.status]],
    [w.account, link(to(visit, `/cbsa/accounts/${programAccount}`), programAccount)],
    [w.amount, dollars(found.amountCents, language)],
    [w.reason, found.reason],
    [w.requestedBy, names.get(requestedBy)],
    [w.requestedOn, found.requestedOn],
    [w.decidedBy, decidedBy === null ? undefined : names.get(decidedBy)],
    [w.decidedOn, found.decidedOn],
  ])}
${nextStep(visit, found)}
${await debtsTable(visit, found)}
${await historyOf(visit, { onBehalfOf: programAccount, subjects: [String(found.id)], actions: ['write-off.'] })}`;
  return { title: `${w.title} ${id}`, body };
}

function nextStep(visit: SignedIn, { id, status }: WriteOff): Html {
  const w = words[visit.language];
  const step = (name: 'approve' | 'refuse' | 'reverse', isSecondary: boolean) =>
    postButton(to(visit, `/cbsa/write-offs/${id}/${name}`), w[name], {}, isSecondary);
  if (status === 'REQUESTED')
    return html`<div class="buttons">${step('approve', false)}${step('refuse', true)}</div>`;
  return status === 'APPROVED' ? html`<div class="buttons">${step('reverse', true)}</div>` : nothing;
}

async function debtsTable({ ctx, language }: SignedIn, { documents }: WriteOff): Promise<Html> {
  const w = words[language];
  const found = await Promise.all(documents.map((id) => findDocument(ctx.store.read, id)));
  return html`<h2>${w.debts}</h2>${table<Document>(
    w.debts,
    [
      { title: w.document, cell: ({ code }) => documentCodes[code][language] },
      { title: w.reference, cell: ({ reference }) => reference },
      { title: w.dueOn, cell: ({ dueOn }) => day(dueOn) },
      { title: w.charged, cell: ({ amountCents }) => dollars(amountCents, language), isNumber: true },
    ],
    found.filter((each) => each !== undefined),
    '',
  )}`;
}
