import { z } from '@hono/zod-openapi';
import {
  type AuthorityRequest,
  approveAuthority,
  askForAuthority,
  authorityRequestsOf,
  rejectAuthority,
  revokeAuthority,
} from '../../accounts/authority.ts';
import { bn9Of } from '../../accounts/identifiers.ts';
import {
  accountsOfBusiness,
  businessesAmong,
  isServiceProvider,
  type ProgramAccount,
  type Visibility,
} from '../../accounts/store.ts';
import {
  button,
  choiceField,
  errorSummary,
  type FormState,
  hidden,
  postButton,
  postForm,
  textArea,
  textField,
  untouched,
} from '../../pages/form.ts';
import { each, type Html, html, nothing } from '../../pages/html.ts';
import { facts, table, tag } from '../../pages/parts.ts';
import type { Site } from '../../pages/site.ts';
import { to } from '../../pages/visit.ts';
import { inBoth, type Language } from '../../pages/words.ts';
import { businessTabs, type InBusiness, inBusiness, managing } from './employees.ts';

const words = inBoth({
  title: ['Business relationships', 'Relations d’affaires'],
  pending: ['Pending third party requests', 'Demandes de tiers en attente'],
  noPending: [
    'No service provider asks for authority.',
    'Aucun fournisseur de services ne demande d’autorisation.',
  ],
  relationships: ['All requests and relationships', 'Toutes les demandes et relations'],
  none: ['There are no relationships yet.', 'Il n’y a pas encore de relation.'],
  provider: ['Service provider', 'Fournisseur de services'],
  client: ['Client', 'Client'],
  scope: ['Program accounts', 'Comptes de programme'],
  scopeHint: ['None chosen: the whole business', 'Aucun choisi : toute l’entreprise'],
  whole: ['Whole business', 'Toute l’entreprise'],
  visibility: ['What it sees', 'Ce qu’il voit'],
  v1: ['Only declarations it filed itself', 'Seulement les déclarations qu’il a soumises'],
  v2: ['All declarations', 'Toutes les déclarations'],
  v3: ['All declarations, statements and payments', 'Toutes les déclarations, les relevés et les paiements'],
  from: ['From', 'Du'],
  until: ['Until', 'Au'],
  noEnd: ['no end', 'sans fin'],
  status: ['Status', 'État'],
  PENDING: ['Pending', 'En attente'],
  APPROVED: ['Approved', 'Approuvée'],
  REJECTED: ['Rejected', 'Rejetée'],
  REVOKED: ['Revoked', 'Révoquée'],
  approve: ['Approve', 'Approuver'],
  reject: ['Reject', 'Rejeter'],
  revoke: ['Revoke', 'Révoquer'],
  action: ['Action', 'Action'],
  ask: ['Ask a client for authority', 'Demander une autorisation à un client'],
  bn9: ['Business number of the client', 'Numéro d’entreprise du client'],
  programs: ['Program accounts, separated by commas', 'Comptes de programme, séparés par des virgules'],
  comment: ['Comment', 'Commentaire'],
  send: ['Send request', 'Envoyer la demande'],
});

const level = z.coerce
  .number()
  .int()
  .min(1)
  .max(3)
  .transform((value) => value as Visibility);

const many = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((values) => [values].flat());

export function relationshipPages(site: Site): void {
  site.page('/portal/business/providers', inBusiness, (visit) => show(visit, {}, untouched));

  site.form('/portal/business/providers/decide', managing, {
    show,
    schema: z.object({
      id: z.coerce.number().int(),
      decision: z.enum(['approve', 'reject', 'revoke']),
      programs: many,
      visibility: level.default(1),
    }),
    act: async ({ ctx }, { id, decision, programs, visibility }) => {
      if (decision === 'approve') await approveAuthority(ctx, id, { programs, visibility });
      else if (decision === 'reject') await rejectAuthority(ctx, id);
      else await revokeAuthority(ctx, id);
      return '/portal/business/providers';
    },
  });

  site.form('/portal/business/providers/ask', managing, {
    show,
    schema: z.object({
      importerBn9: z.string().regex(/^\d{9}$/, { error: 'a business number of nine digits is expected' }),
      programs: z
        .string()
        .default('')
        .transform((text) => text.split(/[\s,;]+/).filter((each) => each !== '')),
      visibility: level,
      validFrom: z.iso.date().optional(),
      validTo: z.iso.date().nullable().default(null),
      comment: z.string().max(500).default(''),
    }),
    act: async ({ ctx }, asked) => {
      await askForAuthority(ctx, asked);
      return '/portal/business/providers';
    },
  });
}

async function show(visit: InBusiness, _: unknown, state: FormState) {
  const { language, business, ctx } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const requests = (await authorityRequestsOf(read, business.bn9)).filter((each) => isShown(visit, each));
  const others = await businessesAmong(read, [
    ...new Set(requests.flatMap((each) => [each.providerBn9, each.importerBn9])),
  ]);
  const nameOf = new Map(others.map(({ bn9, legalName }) => [bn9, legalName]));
  const mayManage = ctx.actor.scopes.has('access:manage');
  const isProvider = isServiceProvider(business.kind);
  const accounts = await accountsOfBusiness(read, business.bn9);
  const pending = requests.filter(
    ({ status, importerBn9 }) => status === 'PENDING' && importerBn9 === business.bn9,
  );
  const body = html`${businessTabs(visit)}${errorSummary(language, state)}
<h2>${w.pending}</h2>
${pending.length === 0 ? html`<p class="empty">${w.noPending}</p>` : each(pending, (request) => pendingPart(visit, request, nameOf, accounts, mayManage))}
<h2>${w.relationships}</h2>
${relationships(visit, requests, nameOf, mayManage)}
${isProvider && mayManage ? askForm(visit, state) : nothing}`;
  return { title: w.title, body };
}

/** An employee of a provider is shown the clients of whom it sees anything, and what it asked itself; a manager of the business, all. */
function isShown({ ctx, business, choice }: InBusiness, { importerBn9, askedBy }: AuthorityRequest): boolean {
  const isOfItsClient = choice.some((bn15) => bn9Of(bn15) === importerBn9);
  const isAskedOfUs = importerBn9 === business.bn9;
  return isAskedOfUs || isOfItsClient || askedBy === ctx.actor.id || ctx.actor.scopes.has('business:manage');
}

function pendingPart(
  visit: InBusiness,
  request: AuthorityRequest,
  nameOf: ReadonlyMap<string, string>,
  accounts: readonly ProgramAccount[],
  mayManage: boolean,
): Html {
  const { language } = visit;
  const w = words[language];
  const form = postForm(
    to(visit, '/portal/business/providers/decide'),
    html`${hidden('id', request.id)}
${choiceField(language, untouched, { name: 'programs', label: w.scope, hint: w.scopeHint, isMany: true, value: request.programs, options: accounts.map(({ bn15 }) => [bn15, bn15] as const) })}
${visibilityField(language, untouched, String(request.visibility))}
<div class="buttons">${button(w.approve, { name: 'decision', value: 'approve' })}${button(w.reject, { name: 'decision', value: 'reject', isSecondary: true })}</div>`,
  );
  return html`<section class="card"><h3>${nameOf.get(request.providerBn9)}</h3>
${facts([
  [w.from, request.validFrom],
  [w.until, request.validTo ?? w.noEnd],
  [w.comment, request.comment],
])}${mayManage ? form : nothing}</section>`;
}

function visibilityField(language: Language, state: FormState, value: string): Html {
  const w = words[language];
  return choiceField(language, state, {
    name: 'visibility',
    label: w.visibility,
    value,
    options: [
      ['1', w.v1],
      ['2', w.v2],
      ['3', w.v3],
    ],
  });
}

const tones = { PENDING: 'info', APPROVED: 'success', REJECTED: 'plain', REVOKED: 'plain' } as const;

function relationships(
  visit: InBusiness,
  requests: readonly AuthorityRequest[],
  nameOf: ReadonlyMap<string, string>,
  mayManage: boolean,
): Html {
  const { language, business } = visit;
  const w = words[language];
  const levels = { 1: w.v1, 2: w.v2, 3: w.v3 };
  const mayRevoke = ({ status, importerBn9 }: AuthorityRequest) =>
    mayManage && status === 'APPROVED' && importerBn9 === business.bn9;
  return table(
    w.relationships,
    [
      { title: w.provider, cell: ({ providerBn9 }) => nameOf.get(providerBn9) ?? providerBn9 },
      { title: w.client, cell: ({ importerBn9 }) => nameOf.get(importerBn9) ?? importerBn9 },
      { title: w.scope, cell: ({ programs }) => (programs.length === 0 ? w.whole : programs.join(', ')) },
      { title: w.visibility, cell: ({ visibility }) => levels[visibility] },
      { title: w.from, cell: ({ validFrom }) => validFrom },
      { title: w.until, cell: ({ validTo }) => validTo ?? w.noEnd },
      { title: w.status, cell: ({ status }) => tag(w[status], tones[status]) },
      {
        title: w.action,
        cell: (request) =>
          mayRevoke(request)
            ? postButton(to(visit, '/portal/business/providers/decide'), w.revoke, {
                id: String(request.id),
                decision: 'revoke',
              })
            : '',
      },
    ],
    requests,
    w.none,
  );
}

function askForm(visit: InBusiness, state: FormState): Html {
  const { language } = visit;
  const w = words[language];
  const fields = html`${textField(language, state, { name: 'importerBn9', label: w.bn9, size: 12, inputmode: 'numeric', isRequired: true })}
${textField(language, state, { name: 'programs', label: w.programs, hint: w.scopeHint, size: 40 })}
${visibilityField(language, state, '3')}
<div class="fields">${textField(language, state, { name: 'validFrom', label: w.from, type: 'date' })}${textField(language, state, { name: 'validTo', label: w.until, type: 'date' })}</div>
${textArea(language, state, { name: 'comment', label: w.comment })}
<div class="buttons">${button(w.send)}</div>`;
  return html`<h2>${w.ask}</h2>${postForm(to(visit, '/portal/business/providers/ask'), fields)}`;
}
