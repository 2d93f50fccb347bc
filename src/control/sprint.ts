import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from '@hono/zod-openapi';
import { reportsFolder } from '../config.ts';
import { type Bilingual, NotFound } from '../errors.ts';
import {
  button,
  errorSummary,
  type FormState,
  postButton,
  postForm,
  textArea,
  textField,
} from '../pages/form.ts';
import { instant } from '../pages/formats.ts';
import { trainer } from '../pages/guards.ts';
import { each, type Html, html, nothing } from '../pages/html.ts';
import { facts, link, notice, table } from '../pages/parts.ts';
import type { Params, Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { runsIn } from '../simulation/earlier-runs.ts';
import { addRemark, beginSprint, endSprint, type Sprint, sprintOf } from '../simulation/live-sprint.ts';
import type { Keeper } from './keeper.ts';

const words = inBoth({
  title: ['Sprint and debriefs', 'Sprint et bilans'],
  lead: [
    'Begin a sprint, let people work, finish it: the debrief tells what became of it, from the journal alone. Tickets are counted in the sprint that runs.',
    'Commencez un sprint, laissez les gens travailler, terminez-le : le bilan dit ce qui en est advenu, d’après le seul journal. Les billets comptent dans le sprint en cours.',
  ],
  name: ['Short name, such as sprint-1', 'Nom court, tel que sprint-1'],
  titleEn: ['Title in English', 'Titre en anglais'],
  titleFr: ['Title in French', 'Titre en français'],
  begin: ['Begin the sprint', 'Commencer le sprint'],
  sprint: ['Sprint', 'Sprint'],
  beganAt: ['Began', 'Commencé'],
  endedAt: ['Ended', 'Terminé'],
  finish: ['Finish the sprint', 'Terminer le sprint'],
  write: ['Write the debrief', 'Rédiger le bilan'],
  writing: [
    'The debrief is being written: some seconds, and it stands below.',
    'Le bilan est en cours de rédaction : dans quelques secondes, il figurera ci-dessous.',
  ],
  alone: [
    'This environment is a file of its own: serve it by its name to have its debrief written.',
    'Cet environnement est un fichier à part : servez-le par son nom pour faire rédiger son bilan.',
  ],
  remark: ['Remark of the lead', 'Remarque du responsable'],
  remarks: ['Remarks for the debrief', 'Remarques pour le bilan'],
  noRemarks: ['Nothing was remarked yet.', 'Rien n’a encore été remarqué.'],
  addRemark: ['Add the remark', 'Ajouter la remarque'],
  en: ['In English', 'En anglais'],
  fr: ['In French', 'En français'],
  runs: ['Debriefs', 'Bilans'],
  noRuns: ['No debrief was written yet.', 'Aucun bilan n’a encore été rédigé.'],
  run: ['Run', 'Exécution'],
  files: ['Files', 'Fichiers'],
});

const text = z.string().min(1).max(200);
const remark = z.string().min(1).max(2000);
const path = '/control/sprint';

/** What a debrief is read as, by the names of its files. */
const files = ['debrief.html', 'debrief.pdf', 'debrief.xlsx', 'slides.pdf', 'debrief.json'] as const;

const typeOf: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
};

/** A sprint that people live through, and the debriefs of this and of others. */
export function sprintPages(site: Site, keeper: Keeper | undefined): void {
  const show = (visit: SignedIn, _: Params, state: FormState) => showSprint(visit, keeper, state);
  site.page(path, trainer, show);

  site.form(`${path}/begin`, trainer, {
    show,
    schema: z.object({
      name: z.string().regex(/^[a-z0-9.-]{1,40}$/, { error: 'small letters, digits, hyphens and points' }),
      titleEn: text,
      titleFr: text,
    }),
    act: async ({ ctx }, { name, titleEn: en, titleFr: fr }) => {
      await ctx.store.inTransaction((tx) => beginSprint(tx, ctx, { name, title: { en, fr } }));
      return path;
    },
  });

  site.form(`${path}/remark`, trainer, {
    show,
    schema: z.object({ en: remark, fr: remark }),
    act: async ({ ctx }, given) => {
      await ctx.store.inTransaction((tx) => addRemark(tx, ctx, given));
      return path;
    },
  });

  site.form(`${path}/finish`, trainer, {
    show,
    schema: z.object({}),
    act: async ({ ctx }) => {
      await ctx.store.inTransaction((tx) => endSprint(tx, ctx));
      keeper?.writeDebrief(ctx.environment);
      return path;
    },
  });

  site.form(`${path}/debrief`, trainer, {
    show,
    schema: z.object({}),
    act: async ({ ctx }) => {
      keeper?.writeDebrief(ctx.environment);
      return path;
    },
  });

  site.download(`${path}/runs/:run/:file`, trainer, async (_, { run = '', file = '' }) => {
    const isThere = runsIn(reportsFolder()).some((each) => each.name === run && each.files.includes(file));
    if (!isThere) throw new NotFound({ en: 'File', fr: 'Le fichier' }, `${run}/${file}`);
    const content = new Uint8Array(readFileSync(join(reportsFolder(), run, file)));
    return { name: `${run}-${file}`, type: typeOf[file.split('.').at(-1)!]!, content };
  });
}

async function showSprint(visit: SignedIn, keeper: Keeper | undefined, state: FormState) {
  const { ctx, language } = visit;
  const w = words[language];
  const sprint = await sprintOf(ctx.store.read);
  const body = html`${errorSummary(language, state)}<p>${w.lead}</p>
${keeper?.isWriting() === true ? notice(language, 'info', w.writing) : nothing}
${keeper === undefined ? notice(language, 'info', w.alone) : nothing}
${sprint === undefined || sprint.endedAt !== null ? beginning(visit, state) : nothing}
${sprint === undefined ? nothing : running(visit, sprint, state)}
${runs(visit)}`;
  return { title: w.title, body };
}

function beginning(visit: SignedIn, state: FormState): Html {
  const { language } = visit;
  const w = words[language];
  const field = (name: 'name' | 'titleEn' | 'titleFr') =>
    textField(language, state, { name, label: w[name], isRequired: true, maxlength: 200 });
  return postForm(
    to(visit, `${path}/begin`),
    html`${field('name')}${field('titleEn')}${field('titleFr')}<div class="buttons">${button(w.begin)}</div>`,
  );
}

function running(visit: SignedIn, { title, beganAt, endedAt, remarks }: Sprint, state: FormState): Html {
  const { language } = visit;
  const w = words[language];
  const field = (name: 'en' | 'fr') =>
    textArea(language, state, { name, label: w[name], isRequired: true, rows: 3 });
  return html`<h2>${w.sprint}</h2>${facts([
    [w.sprint, title[language]],
    [w.beganAt, instant(beganAt, language)],
    [w.endedAt, endedAt === null ? null : instant(endedAt, language)],
  ])}
<div class="buttons">${endedAt === null ? postButton(to(visit, `${path}/finish`), w.finish, {}, false) : nothing}${postButton(to(visit, `${path}/debrief`), w.write)}</div>
<h2>${w.remarks}</h2>
${table<Bilingual>(w.remarks, [{ title: w.remark, cell: (each) => each[language] }], remarks, w.noRemarks)}
${postForm(to(visit, `${path}/remark`), html`${field('en')}${field('fr')}<div class="buttons">${button(w.addRemark, { isSecondary: true })}</div>`)}`;
}

/** Complete runs with what can be read of them, the newest first. */
function runs(visit: SignedIn): Html {
  const w = words[visit.language];
  return html`<h2>${w.runs}</h2>${table(
    w.runs,
    [
      { title: w.run, cell: ({ name }) => name },
      {
        title: w.files,
        cell: ({ name, files: there }) =>
          html`<div class="buttons">${each(inLanguage(visit.language, there), (file) => link(to(visit, `${path}/runs/${name}/${file}`), file))}</div>`,
      },
    ],
    runsIn(reportsFolder()).toReversed(),
    w.noRuns,
  )}`;
}

function inLanguage(language: 'en' | 'fr', there: readonly string[]): string[] {
  return files
    .map((file) => (language === 'fr' ? file.replace('.', '.fr.') : file).replace('.fr.json', '.json'))
    .filter((file) => there.includes(file));
}
