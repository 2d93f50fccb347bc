import { z } from '@hono/zod-openapi';
import { defectDescriptions, describe } from '../defects/descriptions.ts';
import { broadcast, broadcastOf } from '../notices/broadcast.ts';
import {
  button,
  choiceField,
  errorSummary,
  type FormState,
  postButton,
  postForm,
  textField,
} from '../pages/form.ts';
import { instant } from '../pages/formats.ts';
import { trainer } from '../pages/guards.ts';
import { each, html, nothing } from '../pages/html.ts';
import { buttonLink, notice, table } from '../pages/parts.ts';
import type { Params, Site } from '../pages/site.ts';
import { allTicked } from '../pages/typed.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth, type Language } from '../pages/words.ts';
import { allChanges, type SystemChange } from '../support/change-store.ts';
import {
  actOnChange,
  type ChangeAct,
  ChangeInput,
  changeActs,
  planChange,
  possibleActs,
} from '../support/changes.ts';
import { audiences } from '../support/vocabulary.ts';

const words = inBoth({
  title: ['Changes to the system', 'Changements au système'],
  lead: [
    'A change is announced, so that nobody is surprised; deployed, when it takes out the defects that it fixes; and backed out, when they are in again.',
    'Un changement est annoncé, pour ne surprendre personne; déployé, et il retire les défauts qu’il corrige; et retiré, et ils sont de retour.',
  ],
  none: ['No change is planned.', 'Aucun changement n’est prévu.'],
  change: ['Change', 'Changement'],
  id: ['Short name, such as january-fixes', 'Nom court, tel que correctifs-janvier'],
  titleEn: ['Title in English', 'Titre en anglais'],
  titleFr: ['Title in French', 'Titre en français'],
  plannedFor: ['Planned for', 'Prévu pour'],
  announcedAt: ['Announced', 'Annoncé'],
  deployedAt: ['Deployed', 'Déployé'],
  backedOutAt: ['Backed out', 'Retiré'],
  fixes: ['Takes out the defects', 'Retire les défauts'],
  touches: ['Reaches', 'Touche'],
  partner: ['Trade chain partners', 'Partenaires de la chaîne commerciale'],
  'model-cbsa': ['The CBSA’s own users', 'Utilisateurs de l’ASFC'],
  'project-support': ['Project support', 'Soutien au projet'],
  acts: ['What can be done', 'Ce qui peut être fait'],
  announce: ['Announce', 'Annoncer'],
  deploy: ['Deploy', 'Déployer'],
  'back-out': ['Back out', 'Retirer'],
  plan: ['Plan a change', 'Prévoir un changement'],
  broadcast: ['Tell everybody', 'Informer tout le monde'],
  broadcastLead: [
    'Stands at the top of every page of everybody who is signed in, until it is taken back.',
    'Figure en tête de chaque page de quiconque a ouvert une session, jusqu’à son retrait.',
  ],
  told: ['Told now', 'Message actuel'],
  en: ['In English', 'En anglais'],
  fr: ['In French', 'En français'],
  takeBack: ['Take it back', 'Retirer le message'],
});

const line = z.string().min(1).max(500);

/** Changes to the system that is rehearsed, and what everybody is told. */
export function changePages(site: Site): void {
  site.page('/control/changes', trainer, showChanges);

  site.form('/control/changes/new', trainer, {
    show: showNew,
    schema: ChangeInput,
    read: ({ touches, fixes, plannedFor = null, ...typed }) => ({
      ...{ ...typed, plannedFor, touches: allTicked(touches as string), fixes: allTicked(fixes as string) },
    }),
    act: async ({ ctx }, input) => {
      await ctx.store.inTransaction((tx) => planChange(tx, ctx, input));
      return '/control/changes';
    },
  });

  site.form('/control/changes/:id/act', trainer, {
    show: showChanges,
    schema: z.object({ act: z.enum(changeActs) }),
    act: async ({ ctx }, { act }, { id }) => {
      await ctx.store.inTransaction((tx) => actOnChange(tx, ctx, id!, act));
      return '/control/changes';
    },
  });

  site.form('/control/broadcast', trainer, {
    show: showBroadcast,
    schema: z.object({ en: line, fr: line }),
    act: async ({ ctx }, text) => {
      await ctx.store.inTransaction((tx) => broadcast(tx, ctx, text));
      return '/control/broadcast';
    },
  });

  site.form('/control/broadcast/take-back', trainer, {
    show: showBroadcast,
    schema: z.object({}),
    act: async ({ ctx }) => {
      await ctx.store.inTransaction((tx) => broadcast(tx, ctx, null));
      return '/control/broadcast';
    },
  });
}

const when = (at: string | null, language: Language) => (at === null ? '' : instant(at, language));

async function showChanges(visit: SignedIn, _: Params, state: FormState) {
  const { ctx, language } = visit;
  const w = words[language];
  const act = (id: string) => (name: ChangeAct) =>
    postButton(to(visit, `/control/changes/${id}/act`), w[name], { act: name });
  const body = html`${errorSummary(language, state)}<p>${w.lead}</p>
<div class="buttons">${buttonLink(to(visit, '/control/changes/new'), w.plan)}${buttonLink(to(visit, '/control/broadcast'), w.broadcast, false)}</div>
${table<SystemChange>(
  w.title,
  [
    { title: w.change, cell: ({ titleEn, titleFr }) => (language === 'fr' ? titleFr : titleEn) },
    { title: w.plannedFor, cell: ({ plannedFor }) => when(plannedFor, language) },
    { title: w.announcedAt, cell: ({ announcedAt }) => when(announcedAt, language) },
    { title: w.deployedAt, cell: ({ deployedAt }) => when(deployedAt, language) },
    { title: w.backedOutAt, cell: ({ backedOutAt }) => when(backedOutAt, language) },
    { title: w.fixes, cell: ({ fixes }) => fixes.map((id) => describe(id).reference).join(', ') },
    {
      title: w.acts,
      cell: (change) => html`<div class="buttons">${each(possibleActs(change), act(change.id))}</div>`,
    },
  ],
  await allChanges(ctx.store.read),
  w.none,
)}`;
  return { title: w.title, body };
}

function showNew(visit: SignedIn, _: Params, state: FormState) {
  const { language } = visit;
  const w = words[language];
  const text = (name: 'id' | 'titleEn' | 'titleFr') =>
    textField(language, state, { name, label: w[name], isRequired: true, maxlength: 200 });
  const defects = defectDescriptions.map(
    ({ id, reference, title }) => [id, `${reference}: ${title[language]}`] as const,
  );
  const fields = html`${text('id')}${text('titleEn')}${text('titleFr')}
${textField(language, state, { name: 'plannedFor', label: w.plannedFor, type: 'datetime-local' })}
${choiceField(language, state, { name: 'touches', label: w.touches, isMany: true, value: ['partner'], options: audiences.map((each) => [each, w[each]]) })}
${choiceField(language, state, { name: 'fixes', label: w.fixes, isMany: true, options: defects })}
<div class="buttons">${button(w.plan)}</div>`;
  const body = html`${errorSummary(language, state)}${postForm(to(visit, '/control/changes/new'), fields)}`;
  return { title: w.plan, body };
}

async function showBroadcast(visit: SignedIn, _: Params, state: FormState) {
  const { ctx, language } = visit;
  const w = words[language];
  const now = await broadcastOf(ctx.store);
  const text = (name: 'en' | 'fr') =>
    textField(language, state, { name, label: w[name], isRequired: true, maxlength: 500, size: 60 });
  const body = html`${errorSummary(language, state)}<p>${w.broadcastLead}</p>
${
  now === null
    ? nothing
    : html`${notice(language, 'info', w.told, html`<p lang="en">${now.text.en}</p><p lang="fr">${now.text.fr}</p>`)}${postButton(to(visit, '/control/broadcast/take-back'), w.takeBack)}`
}
${postForm(to(visit, '/control/broadcast'), html`${text('en')}${text('fr')}<div class="buttons">${button(w.broadcast)}</div>`)}`;
  return { title: w.broadcast, body };
}
