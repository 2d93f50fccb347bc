import { z } from '@hono/zod-openapi';
import { isCorrectable } from '../../cad/correct.ts';
import { saveDraft } from '../../cad/drafts.ts';
import { readCad } from '../../cad/read-cad.ts';
import type { StoredCad } from '../../cad/store.ts';
import { withdrawCad } from '../../cad/withdraw.ts';
import {
  amountsOfCad,
  explanationsOfCad,
  headOfCad,
  linesOfCad,
  versionsOfCad,
} from '../../pages/declaration.ts';
import { errorSummary, type FormState, postButton } from '../../pages/form.ts';
import { atAccount, filing } from '../../pages/guards.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import { link } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';

const words = inBoth({
  title: ['Declaration', 'Déclaration'],
  amounts: ['Duties and taxes', 'Droits et taxes'],
  correct: ['Correct this declaration', 'Corriger cette déclaration'],
  correctUntil: [
    'Can be corrected, without approval, until',
    'Peut être corrigée, sans approbation, jusqu’au',
  ],
  adjust: ['Request an adjustment', 'Demander un rajustement'],
  adjustLead: [
    'The payment due date has passed: a change needs a reason in law and the approval of an officer.',
    'L’échéance de paiement est passée : une modification exige un motif légal et l’approbation d’un agent.',
  ],
  withdraw: ['Withdraw', 'Retirer'],
  receipt: ['Itemised receipt of this transaction', 'Reçu détaillé de cette transaction'],
  dispute: ['Appeal a decision', 'Contester une décision'],
});

export function detailPages(site: Site): void {
  site.page('/portal/declarations/:number', filing, show);

  site.form('/portal/declarations/:number/change', filing, {
    show,
    schema: z.object({}),
    act: async ({ ctx }, _, { number }) => {
      const { transactionNumber, version, importerBn15, declared } = await readCad(ctx, number!);
      const draft = await saveDraft(ctx, importerBn15, declared, { transactionNumber, version });
      return `/portal/declarations/drafts/${draft.id}`;
    },
  });

  site.form('/portal/declarations/:number/withdraw', atAccount('cad:submit'), {
    show,
    schema: z.object({ version: z.coerce.number().int() }),
    act: async ({ ctx }, { version }, { number }) => {
      await withdrawCad(ctx, number!, version);
      return `/portal/declarations/${number}`;
    },
  });
}

async function show(visit: AtAccount, { number }: Params, state: FormState) {
  const { ctx, language } = visit;
  const w = words[language];
  const cad = await readCad(ctx, number!);
  const body = html`${errorSummary(language, state)}
${headOfCad(visit, cad)}
<h2>${w.amounts}</h2>
${await amountsOfCad(visit, cad)}
${ctx.actor.scopes.has('account:read') ? html`<p>${link(to(visit, `/portal/declarations/${number}/receipt`), w.receipt)}</p>` : nothing}
${waysToChange(visit, cad)}
${linesOfCad(visit, cad)}
${await explanationsOfCad(visit, cad)}
${await versionsOfCad(visit, cad, to(visit, `/portal/declarations/${number}/versions`))}`;
  return { title: `${w.title} ${number}`, body };
}

/** Corrected until the due date, adjusted after it. */
function waysToChange(visit: AtAccount, cad: StoredCad): Html {
  const { ctx, language } = visit;
  const own = words[language];
  if (cad.status === 'WITHDRAWN') return nothing;
  const isInTime = isCorrectable(cad, ctx.clock.today());
  const mayCorrect = isInTime && ctx.actor.scopes.has('cad:submit');
  const mayAdjust = !isInTime && ctx.actor.scopes.has('cad:adjust');
  const address = to(visit, `/portal/declarations/${cad.transactionNumber}`);
  if (mayCorrect) {
    return html`<p>${own.correctUntil} ${cad.dueOn}.</p><div class="buttons">${postButton(`${address}/change`, own.correct, {}, false)}${postButton(`${address}/withdraw`, own.withdraw, { version: String(cad.version) })}</div>`;
  }
  if (!mayAdjust) return nothing;
  return html`<p>${own.adjustLead}</p><div class="buttons">${postButton(`${address}/change`, own.adjust, {}, false)}${link(to(visit, `/portal/recourse/disputes/new?transaction=${cad.transactionNumber}`), own.dispute)}</div>`;
}
