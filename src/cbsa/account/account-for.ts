import { submitCad } from '../../cad/submit.ts';
import { CadInput } from '../../cad/types.ts';
import { NotFound } from '../../errors.ts';
import { cadWords } from '../../pages/cad-words.ts';
import { button, errorSummary, type FormState, postForm } from '../../pages/form.ts';
import { officer } from '../../pages/guards.ts';
import { html } from '../../pages/html.ts';
import { facts, link } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { tellingFindings } from '../../pages/told-findings.ts';
import { goodsFields, goodsFrom } from '../../pages/type-c.ts';
import { type SignedIn, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { datesOf } from '../../release/report-release.ts';
import { findRelease, type Release } from '../../release/store.ts';
import { tariffOf } from '../../tariff/tariff-of.ts';
import { noteAccount } from '../seen.ts';

const words = inBoth({
  title: ['Account for goods nobody declared', 'Déclarer des marchandises que personne n’a déclarées'],
  lead: [
    'Where notices and a penalty had no effect, the CBSA assesses duties and taxes itself. They are owed by the importer with interest from their due date.',
    'Lorsque les avis et la pénalité sont restés sans effet, l’ASFC établit elle-même les droits et taxes. L’importateur les doit avec intérêts depuis leur échéance.',
  ],
  account: ['Account for the goods', 'Déclarer les marchandises'],
});

const guard = officer('cad:submit');

export function accountForPages(site: Site): void {
  site.form('/cbsa/releases/:number/account', guard, {
    show,
    schema: CadInput.pick({ invoices: true }),
    read: goodsFrom,
    act: async ({ ctx }, { invoices }, { number }) => {
      const release = await releaseOf(ctx, number!);
      const { transactionNumber, importerBn15: importer, office } = release;
      const goods = {
        cadType: 'AB' as const,
        transactionNumber,
        importer,
        office,
        commercial: true,
        invoices,
      };
      await tellingFindings(() => submitCad(ctx, goods));
      return `/cbsa/declarations/${transactionNumber}`;
    },
  });
}

async function releaseOf({ store }: SignedIn['ctx'], number: string): Promise<Release> {
  const release = await findRelease(store.read, number);
  if (release === undefined) throw new NotFound({ en: 'Release', fr: 'La mainlevée' }, number);
  return release;
}

async function show(visit: SignedIn, { number }: Params, state: FormState) {
  const { ctx, language } = visit;
  const [w, own] = [cadWords[language], words[language]];
  const release = await releaseOf(ctx, number!);
  const { importerBn15, releasedAt, office } = release;
  await noteAccount(visit, importerBn15);
  const { reference } = await tariffOf(ctx.store);
  const { accountBy } = await datesOf(ctx, release);
  const fields = html`${goodsFields(language, state, reference)}<div class="buttons">${button(own.account)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${own.lead}</p>
${facts([
  [w.transaction, number],
  [w.importer, link(to(visit, `/cbsa/accounts/${importerBn15}`), importerBn15)],
  [w.releasedOn, releasedAt.slice(0, 10)],
  [w.accountBy, accountBy],
  [w.office, office],
])}
${postForm(to(visit, `/cbsa/releases/${number}/account`), fields)}`;
  return { title: own.title, body };
}
