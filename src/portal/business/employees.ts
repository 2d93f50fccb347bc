import { z } from '@hono/zod-openapi';
import { requireScope } from '../../accounts/rights.ts';
import type { Business } from '../../accounts/store.ts';
import { accountsOfBusiness, type ProgramAccount } from '../../accounts/store.ts';
import { Forbidden } from '../../errors.ts';
import {
  button,
  choiceField,
  errorSummary,
  type FormState,
  hidden,
  postButton,
  postForm,
  untouched,
} from '../../pages/form.ts';
import { type Guard, signedIn } from '../../pages/guards.ts';
import { each, type Html, html } from '../../pages/html.ts';
import { tabs } from '../../pages/layout.ts';
import { facts, table } from '../../pages/parts.ts';
import type { Site } from '../../pages/site.ts';
import { type SignedIn, to } from '../../pages/visit.ts';
import { colon, inBoth, type Language } from '../../pages/words.ts';
import { approveAccess, changeRole, rejectAccess, removeEmployee } from '../../users/access.ts';
import {
  accessRequestsTo,
  everyProgram,
  type Membership,
  membersOf,
  type Role,
  roles,
  type User,
  usersAmong,
} from '../../users/store.ts';

const words = inBoth({
  title: ['My business', 'Mon entreprise'],
  employees: ['Employees', 'Employés'],
  invitations: ['Invitations', 'Invitations'],
  providers: ['Business relationships', 'Relations d’affaires'],
  groups: ['Client groups', 'Groupes de clients'],
  history: ['Who saw what', 'Qui a vu quoi'],
  pending: ['Pending employee requests', 'Demandes d’employés en attente'],
  noPending: ['Nobody asks for access.', 'Il n’y a aucune demande d’accès.'],
  name: ['Name', 'Nom'],
  email: ['Email address', 'Adresse de courriel'],
  comment: ['Comment', 'Commentaire'],
  askedOn: ['Asked on', 'Demandé le'],
  role: ['Role', 'Rôle'],
  programs: ['Program accounts', 'Comptes de programme'],
  programsHint: ['None chosen: all of them', 'Aucun choisi : tous'],
  all: ['All', 'Tous'],
  approve: ['Approve', 'Approuver'],
  reject: ['Reject', 'Rejeter'],
  change: ['Change the role', 'Modifier le rôle'],
  remove: ['Remove from the business', 'Retirer de l’entreprise'],
  none: ['Nobody works for this business yet.', 'Personne ne travaille encore pour cette entreprise.'],
  BAM: ['Business account manager: everything', 'Gestionnaire de compte d’entreprise : tout'],
  PAM: [
    'Program account manager: everything inside the program',
    'Gestionnaire de compte de programme : tout dans le programme',
  ],
  EDITOR: ['Editor: works, but gives nobody access', 'Éditeur : travaille, mais ne donne accès à personne'],
  READER: ['Reader: looks', 'Lecteur : consulte'],
  bn9: ['Business number', 'Numéro d’entreprise'],
  legalName: ['Legal name', 'Dénomination sociale'],
  address: ['Address', 'Adresse'],
});

/** What roles are called. */
export function roleNames(language: Language): Record<Role, string> {
  const { BAM, PAM, EDITOR, READER } = words[language];
  return { BAM, PAM, EDITOR, READER };
}

export interface InBusiness extends SignedIn {
  business: Business;
}

/** Somebody who works for a business. */
export const inBusiness: Guard<InBusiness> = async (visit) => {
  const { business } = await signedIn(visit);
  if (business === undefined) throw new Forbidden('account:read');
  return visit as InBusiness;
};

/** Somebody who gives others access to it. */
export const managing: Guard<InBusiness> = async (visit) => {
  const inside = await inBusiness(visit);
  requireScope(inside.ctx, 'access:manage');
  return inside;
};

export const GrantForm = z.object({
  role: z.enum(roles),
  programs: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((programs) => [programs].flat()),
});

export function employeePages(site: Site): void {
  site.page('/portal/business', inBusiness, (visit) => show(visit, {}, untouched));

  site.form('/portal/business/requests', managing, {
    show,
    schema: GrantForm.extend({ id: z.coerce.number().int(), decision: z.enum(['approve', 'reject']) }),
    act: async ({ ctx }, { id, decision, ...grant }) => {
      if (decision === 'approve') await approveAccess(ctx, id, grant);
      else await rejectAccess(ctx, id);
      return '/portal/business';
    },
  });

  site.form('/portal/business/role', managing, {
    show,
    schema: GrantForm.extend({ user: z.string() }),
    act: async ({ ctx, business }, { user, ...grant }) => {
      await changeRole(ctx, user, business.bn9, grant);
      return '/portal/business';
    },
  });

  site.form('/portal/business/remove', managing, {
    show,
    schema: z.object({ user: z.string() }),
    act: async ({ ctx, business }, { user }) => {
      await removeEmployee(ctx, user, business.bn9);
      return '/portal/business';
    },
  });
}

/** The pages about a business itself. */
export function businessTabs(visit: InBusiness): Html {
  const w = words[visit.language];
  return tabs(visit, w.title, [
    { path: '/portal/business', title: w.employees },
    { path: '/portal/business/invitations', title: w.invitations },
    { path: '/portal/business/providers', title: w.providers },
    { path: '/portal/business/groups', title: w.groups },
    { path: '/portal/business/sights', title: w.history },
  ]);
}

async function show(visit: InBusiness, _: unknown, state: FormState) {
  const { language, business, ctx } = visit;
  const w = words[language];
  const accounts = await accountsOfBusiness(ctx.store.read, business.bn9);
  const isManager = ctx.actor.scopes.has('access:manage');
  const body = html`${businessTabs(visit)}${errorSummary(language, state)}
${facts([
  [w.legalName, business.legalName],
  [w.bn9, business.bn9],
  [w.address, business.address],
  [w.programs, accounts.map(({ bn15 }) => bn15).join(', ')],
])}
${isManager ? await pendingPart(visit, accounts) : ''}
<h2>${w.employees}</h2>
${await employeesPart(visit, accounts, isManager)}`;
  return { title: w.title, body };
}

async function pendingPart(visit: InBusiness, accounts: readonly ProgramAccount[]): Promise<Html> {
  const { language, business, ctx } = visit;
  const w = words[language];
  const requests = (await accessRequestsTo(ctx.store.read, business.bn9)).filter(
    ({ status }) => status === 'PENDING',
  );
  const people = await peopleOf(
    visit,
    requests.map(({ userId }) => userId),
  );
  if (requests.length === 0) return html`<h2>${w.pending}</h2><p class="empty">${w.noPending}</p>`;
  return html`<h2>${w.pending}</h2>${each(
    requests,
    (request) => html`<section class="card"><h3>${people.get(request.userId)?.name}</h3>
${facts([
  [w.email, people.get(request.userId)?.email],
  [w.askedOn, request.askedOn],
  [w.comment, request.comment],
])}
${postForm(
  to(visit, '/portal/business/requests'),
  html`${hidden('id', request.id)}${grantFields(language, accounts, 'EDITOR', [])}
<div class="buttons">${button(w.approve, { name: 'decision', value: 'approve' })}${button(w.reject, { name: 'decision', value: 'reject', isSecondary: true })}</div>`,
)}</section>`,
  )}`;
}

/** Which role, and in which program accounts. */
export function grantFields(
  language: Language,
  accounts: readonly ProgramAccount[],
  role: string,
  programs: string[],
): Html {
  const w = words[language];
  const roleOptions = roles.map((each) => [each, w[each]] as const);
  const programOptions = accounts.map(({ bn15 }) => [bn15, bn15] as const);
  return html`${choiceField(language, untouched, { name: 'role', label: w.role, value: role, options: roleOptions })}
${choiceField(language, untouched, { name: 'programs', label: w.programs, hint: w.programsHint, value: programs, options: programOptions, isMany: true })}`;
}

async function employeesPart(
  visit: InBusiness,
  accounts: readonly ProgramAccount[],
  isManager: boolean,
): Promise<Html> {
  const { language, business, ctx } = visit;
  const w = words[language];
  const members = Map.groupBy(await membersOf(ctx.store.read, business.bn9), ({ userId }) => userId);
  const people = await peopleOf(visit, [...members.keys()]);
  const rows = [...members].map(([userId, of]) => ({ user: people.get(userId)!, of }));
  const list = table<{ user: User; of: Membership[] }>(
    w.employees,
    [
      { title: w.name, cell: ({ user }) => user.name },
      { title: w.email, cell: ({ user }) => user.email },
      { title: w.role, cell: ({ of }) => w[of[0]!.role] },
      { title: w.programs, cell: ({ of }) => programsOf(of, w.all) },
    ],
    rows,
    w.none,
  );
  if (!isManager) return list;
  return html`${list}${each(
    rows,
    ({ user, of }) => html`<details class="more"><summary>${w.change}${colon[language]}${user.name}</summary>
${postForm(
  to(visit, '/portal/business/role'),
  html`${hidden('user', user.id)}${grantFields(
    language,
    accounts,
    of[0]!.role,
    of.map(({ program }) => program),
  )}<div class="buttons">${button(w.change)}</div>`,
  { label: `${w.change}${colon[language]}${user.name}` },
)}
${postButton(to(visit, '/portal/business/remove'), w.remove, { user: user.id })}</details>`,
  )}`;
}

function programsOf(memberships: readonly Membership[], all: string): string {
  return memberships.map(({ program }) => (program === everyProgram ? all : program)).join(', ');
}

async function peopleOf({ ctx }: InBusiness, ids: readonly string[]): Promise<Map<string, User>> {
  return new Map((await usersAmong(ctx.store.read, ids)).map((user) => [user.id, user]));
}
