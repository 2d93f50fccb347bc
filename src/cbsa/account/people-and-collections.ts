import { overdueOf } from '../../collections/collect.ts';
import { type Collection, collectionsOf, type WriteOff, writeOffsOf } from '../../collections/store.ts';
import { dollars } from '../../pages/formats.ts';
import { type Html, html } from '../../pages/html.ts';
import { day, facts, link, table } from '../../pages/parts.ts';
import { type SignedIn, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { everyProgram, type Membership, membersOf, usersAmong } from '../../users/store.ts';

const words = inBoth({
  collections: ['Collections', 'Recouvrements'],
  noCollections: [
    'Nothing of this account was ever collected.',
    'Ce compte n’a jamais fait l’objet d’un recouvrement.',
  ],
  overdue: ['Overdue', 'En souffrance'],
  openedOn: ['Opened on', 'Ouvert le'],
  step: ['Step', 'Étape'],
  REMINDER: ['Reminder', 'Rappel'],
  WARNING: ['Warning', 'Avertissement'],
  ARREARS: ['Notice of arrears', 'Avis d’arriérés'],
  SECURITY_DEMAND: ['Security called on', 'Garantie appelée'],
  LEGAL_ACTION: ['Legal action allowed', 'Action en justice permise'],
  stepOn: ['Step taken on', 'Étape franchie le'],
  closedOn: ['Closed on', 'Clos le'],
  writeOffs: ['Write-offs', 'Radiations'],
  noWriteOffs: ['Nothing was written off.', 'Rien n’a été radié.'],
  writeOff: ['Write-off', 'Radiation'],
  requestedOn: ['Asked for on', 'Demandée le'],
  reason: ['Reason', 'Motif'],
  amount: ['Amount', 'Montant'],
  users: ['Users of the business', 'Utilisateurs de l’entreprise'],
  noUsers: [
    'Nobody works for this business in the portal.',
    'Personne ne travaille pour cette entreprise dans le portail.',
  ],
  name: ['Name', 'Nom'],
  email: ['Email address', 'Adresse de courriel'],
  role: ['Role', 'Rôle'],
  BAM: ['Business account manager', 'Gestionnaire de compte d’entreprise'],
  PAM: ['Program account manager', 'Gestionnaire de compte de programme'],
  EDITOR: ['Editor', 'Éditeur'],
  READER: ['Reader', 'Lecteur'],
  programs: ['Program accounts', 'Comptes de programme'],
  all: ['All', 'Tous'],
});

/** What is overdue, what was told of it, and what was written off. */
export async function collectionsPart(visit: SignedIn, bn15: string): Promise<Html> {
  const { ctx, language } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const overdue = await overdueOf(read, bn15, ctx.clock.today());
  return html`<h2>${w.collections}</h2>${facts([[w.overdue, dollars(overdue, language)]])}
${table<Collection>(
  w.collections,
  [
    { title: w.openedOn, cell: ({ openedOn }) => day(openedOn) },
    { title: w.step, cell: ({ step }) => w[step] },
    { title: w.stepOn, cell: ({ stepOn }) => day(stepOn) },
    { title: w.closedOn, cell: ({ closedOn }) => (closedOn === null ? '' : day(closedOn)) },
    { title: w.overdue, cell: ({ overdueCents }) => dollars(overdueCents, language), isNumber: true },
  ],
  await collectionsOf(read, bn15),
  w.noCollections,
)}
<h3>${w.writeOffs}</h3>${writeOffsTable(visit, await writeOffsOf(read, bn15))}`;
}

function writeOffsTable(visit: SignedIn, writeOffs: readonly WriteOff[]): Html {
  const { language } = visit;
  const w = words[language];
  return table<WriteOff>(
    w.writeOffs,
    [
      { title: w.writeOff, cell: ({ id }) => link(to(visit, `/cbsa/write-offs/${id}`), String(id)) },
      { title: w.requestedOn, cell: ({ requestedOn }) => day(requestedOn) },
      { title: w.reason, cell: ({ reason }) => reason },
      { title: w.amount, cell: ({ amountCents }) => dollars(amountCents, language), isNumber: true },
    ],
    writeOffs,
    w.noWriteOffs,
  );
}

/** Who works for the business, and in which of its accounts. */
export async function usersPart(visit: SignedIn, bn9: string): Promise<Html> {
  const { ctx, language } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const members = await membersOf(read, bn9);
  const people = new Map(
    (await usersAmong(read, [...new Set(members.map(({ userId }) => userId))])).map((user) => [
      user.id,
      user,
    ]),
  );
  return html`<h2>${w.users}</h2>${table<Membership>(
    w.users,
    [
      {
        title: w.name,
        cell: ({ userId }) => link(to(visit, `/cbsa/users?q=${userId}`), people.get(userId)?.name ?? userId),
      },
      { title: w.email, cell: ({ userId }) => people.get(userId)?.email ?? '' },
      { title: w.role, cell: ({ role }) => w[role] },
      { title: w.programs, cell: ({ program }) => (program === everyProgram ? w.all : program) },
    ],
    members,
    w.noUsers,
  )}`;
}
