import { z } from '@hono/zod-openapi';
import { requireScope } from '../../accounts/rights.ts';
import { isServiceProvider } from '../../accounts/store.ts';
import type { Reader } from '../../context.ts';
import { Forbidden } from '../../errors.ts';
import { button, errorSummary, type FormState, postForm, textField } from '../../pages/form.ts';
import { count } from '../../pages/formats.ts';
import type { Guard } from '../../pages/guards.ts';
import { html, nothing } from '../../pages/html.ts';
import type { Page } from '../../pages/layout.ts';
import { day, link, notice, table } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { typedText } from '../../pages/typed.ts';
import { to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import {
  type ClientGroup,
  clientGroupsOf,
  clientsOfGroup,
  employeesOfGroup,
} from '../../users/client-group-store.ts';
import { makeClientGroup } from '../../users/client-groups.ts';
import { usersAmong } from '../../users/store.ts';
import { businessTabs, type InBusiness, inBusiness } from './employees.ts';

const words = inBoth({
  title: ['Manage my client groups', 'Gérer mes groupes de clients'],
  lead: [
    'Employees act for the clients of the groups to which they are assigned, and for no others. Business account managers act for all clients.',
    'Les employés agissent pour les clients des groupes auxquels ils sont affectés, et pour aucun autre. Les gestionnaires de compte d’entreprise agissent pour tous les clients.',
  ],
  open: [
    'Without a group, every employee acts for all clients',
    'Sans groupe, chaque employé agit pour tous les clients',
  ],
  openMore: [
    'With the first group, employees who are in no group act for no client any more.',
    'Dès le premier groupe, les employés qui ne sont dans aucun groupe n’agissent plus pour aucun client.',
  ],
  groups: ['Client groups', 'Groupes de clients'],
  none: ['There are no client groups yet.', 'Il n’y a pas encore de groupe de clients.'],
  name: ['Name of the group', 'Nom du groupe'],
  nameHint: [
    'No other group has it, nor had it before it was deleted.',
    'Aucun autre groupe ne le porte, ni ne l’a porté avant d’être supprimé.',
  ],
  clients: ['Clients', 'Clients'],
  employees: ['Employees', 'Employés'],
  madeOn: ['Created on', 'Créé le'],
  make: ['Create a client group', 'Créer un groupe de clients'],
  create: ['Create', 'Créer'],
});

export const groupsFolder = '/portal/business/groups';

/** A business account manager of a provider. */
export const sharingClients: Guard<InBusiness> = async (visit) => {
  const inside = await inBusiness(visit);
  requireScope(inside.ctx, 'business:manage');
  if (!isServiceProvider(inside.business.kind)) throw new Forbidden('business:manage');
  return inside;
};

export function clientGroupPages(site: Site): void {
  site.form(groupsFolder, sharingClients, {
    show,
    schema: z.object({
      name: typedText(/^.{1,60}$/, {
        en: 'Enter a name of at most 60 characters',
        fr: 'Entrez un nom d’au plus 60 caractères',
      }),
    }),
    act: async ({ ctx }, { name }) => `${groupsFolder}/${(await makeClientGroup(ctx, name)).id}`,
  });
}

async function show(visit: InBusiness, _: Params, state: FormState): Promise<Page> {
  const { language, business, ctx } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const groups = await clientGroupsOf(read, business.bn9);
  const rows = await Promise.all(groups.map((group) => filled(read, group)));
  const open = groups.length === 0 ? notice(language, 'info', w.open, html`<p>${w.openMore}</p>`) : nothing;
  const body = html`${businessTabs(visit)}${errorSummary(language, state)}<p>${w.lead}</p>${open}
${table(
  w.groups,
  [
    { title: w.name, cell: ({ group }) => link(to(visit, `${groupsFolder}/${group.id}`), group.name) },
    { title: w.clients, cell: ({ clients }) => count(clients, language), isNumber: true },
    { title: w.employees, cell: ({ employees }) => employees },
    { title: w.madeOn, cell: ({ group }) => day(group.madeOn) },
  ],
  rows,
  w.none,
)}
<h2>${w.make}</h2>
${postForm(
  to(visit, groupsFolder),
  html`${textField(language, state, { name: 'name', label: w.name, hint: w.nameHint, size: 40, maxlength: 60, isRequired: true })}
<div class="buttons">${button(w.create)}</div>`,
)}`;
  return { title: w.title, body };
}

/** A group, with how many clients and which employees it has. */
async function filled(on: Reader, group: ClientGroup) {
  const employees = await usersAmong(on, await employeesOfGroup(on, group.id));
  return {
    group,
    clients: (await clientsOfGroup(on, group.id)).length,
    employees: employees.map(({ name }) => name).join(', '),
  };
}
