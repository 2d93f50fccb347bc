import { z } from '@hono/zod-openapi';
import { type Business, businessesAmong, clientsOf } from '../../accounts/store.ts';
import { NotFound } from '../../errors.ts';
import { button, choiceField, errorSummary, type FormState, postButton, postForm } from '../../pages/form.ts';
import { type Html, html } from '../../pages/html.ts';
import type { Page } from '../../pages/layout.ts';
import { link, table } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { allTicked } from '../../pages/typed.ts';
import { to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import {
  type ClientGroup,
  clientsOfGroup,
  employeesOfGroup,
  findClientGroup,
} from '../../users/client-group-store.ts';
import { addClients, assignEmployees, deleteClientGroup, removeClient } from '../../users/client-groups.ts';
import { membersOf, usersAmong } from '../../users/store.ts';
import { groupsFolder, sharingClients } from './client-groups.ts';
import { businessTabs, type InBusiness } from './employees.ts';

const words = inBoth({
  title: ['Client group', 'Groupe de clients'],
  all: ['All client groups', 'Tous les groupes de clients'],
  clients: ['Clients of the group', 'Clients du groupe'],
  noClients: ['No client is in this group yet.', 'Aucun client n’est encore dans ce groupe.'],
  client: ['Client', 'Client'],
  bn9: ['Business number', 'Numéro d’entreprise'],
  action: ['Action', 'Action'],
  remove: ['Take out of the group', 'Retirer du groupe'],
  add: ['Add clients', 'Ajouter des clients'],
  others: ['Clients who are not in the group', 'Clients qui ne sont pas dans le groupe'],
  noOthers: [
    'All who gave your business authority are in this group.',
    'Tous les clients qui ont autorisé votre entreprise sont dans ce groupe.',
  ],
  employees: ['Employees', 'Employés'],
  assigned: ['Employees assigned to the group', 'Employés affectés au groupe'],
  assignedHint: [
    'Who is taken out acts for these clients no longer, at once. Business account managers act for all clients, assigned or not.',
    'Toute personne retirée cesse aussitôt d’agir pour ces clients. Les gestionnaires de compte d’entreprise agissent pour tous les clients, qu’ils soient affectés au groupe ou non.',
  ],
  save: ['Save', 'Enregistrer'],
  end: ['Delete the group', 'Supprimer le groupe'],
  endLead: [
    'Its name is not used again. Once the last group is deleted, every employee acts for all clients.',
    'Son nom ne servira plus. Une fois le dernier groupe supprimé, chaque employé agit pour tous les clients.',
  ],
});

const one = `${groupsFolder}/:id`;

export function oneClientGroupPages(site: Site): void {
  site.page(one, sharingClients, show);

  site.form(`${one}/clients`, sharingClients, {
    show,
    schema: z.object({
      clients: z.array(z.string()).refine((ticked) => ticked.length > 0, {
        params: { text: { en: 'Choose a client', fr: 'Choisissez un client' } },
      }),
    }),
    read: (values) => ({ clients: allTicked(values.clients) }),
    act: async ({ ctx }, { clients }, { id }) => {
      await addClients(ctx, Number(id), clients);
      return `${groupsFolder}/${id}`;
    },
  });

  site.form(`${one}/clients/remove`, sharingClients, {
    show,
    schema: z.object({ client: z.string() }),
    act: async ({ ctx }, { client }, { id }) => {
      await removeClient(ctx, Number(id), client);
      return `${groupsFolder}/${id}`;
    },
  });

  site.form(`${one}/employees`, sharingClients, {
    show,
    schema: z.object({ employees: z.array(z.string()) }),
    read: (values) => ({ employees: allTicked(values.employees) }),
    act: async ({ ctx }, { employees }, { id }) => {
      await assignEmployees(ctx, Number(id), employees);
      return `${groupsFolder}/${id}`;
    },
  });

  site.form(`${one}/delete`, sharingClients, {
    show,
    schema: z.object({}),
    act: async ({ ctx }, _, { id }) => {
      await deleteClientGroup(ctx, Number(id));
      return groupsFolder;
    },
  });
}

async function show(visit: InBusiness, { id }: Params, state: FormState): Promise<Page> {
  const { language, business, ctx } = visit;
  const w = words[language];
  const group = await findClientGroup(ctx.store.read, business.bn9, Number(id));
  if (group === undefined) throw new NotFound({ en: 'Client group', fr: 'Le groupe de clients' }, id!);
  const here = to(visit, `${groupsFolder}/${group.id}`);
  const body = html`${businessTabs(visit)}<p>${link(to(visit, groupsFolder), w.all)}</p>${errorSummary(language, state)}
${await clientsPart(visit, group, here, state)}
<h2>${w.employees}</h2>
${await employeesForm(visit, group, here, state)}
<h2>${w.end}</h2>
<p>${w.endLead}</p>${postButton(`${here}/delete`, w.end)}`;
  return { title: `${w.title} – ${group.name}`, body };
}

async function clientsPart(
  { language, business, ctx }: InBusiness,
  { id }: ClientGroup,
  here: string,
  state: FormState,
): Promise<Html> {
  const w = words[language];
  const { read } = ctx.store;
  const inGroup = new Set(await clientsOfGroup(read, id));
  const clients = new Set(await clientsOf(read, business.bn9, ctx.clock.today()));
  const others = await businessesAmong(read, [...clients.difference(inGroup)]);
  const options = others.map(({ bn9, legalName }) => [bn9, `${legalName} (${bn9})`] as const);
  const form = html`${choiceField(language, state, { name: 'clients', label: w.others, options, isMany: true })}
<div class="buttons">${button(w.add)}</div>`;
  return html`${table<Business>(
    w.clients,
    [
      { title: w.client, cell: ({ legalName }) => legalName },
      { title: w.bn9, cell: ({ bn9 }) => bn9 },
      { title: w.action, cell: ({ bn9 }) => postButton(`${here}/clients/remove`, w.remove, { client: bn9 }) },
    ],
    await businessesAmong(read, [...inGroup]),
    w.noClients,
  )}
<h2>${w.add}</h2>
${others.length === 0 ? html`<p class="empty">${w.noOthers}</p>` : postForm(`${here}/clients`, form)}`;
}

async function employeesForm(
  { language, business, ctx }: InBusiness,
  { id }: ClientGroup,
  here: string,
  state: FormState,
): Promise<Html> {
  const w = words[language];
  const { read } = ctx.store;
  const members = new Set((await membersOf(read, business.bn9)).map(({ userId }) => userId));
  const options = (await usersAmong(read, [...members])).map((user) => [user.id, user.name] as const);
  const value = await employeesOfGroup(read, id);
  const field = { name: 'employees', label: w.assigned, hint: w.assignedHint, value, options, isMany: true };
  return postForm(
    `${here}/employees`,
    html`${choiceField(language, state, field)}<div class="buttons">${button(w.save)}</div>`,
  );
}
