import { z } from '@hono/zod-openapi';
import {
  type ComparedLines,
  type ComparedPart,
  compareForks,
  type ForkDifference,
} from '../billing/compare-forks.ts';
import { InvalidInput } from '../errors.ts';
import type { Cents } from '../money.ts';
import { defaultStart } from '../open-environment.ts';
import {
  button,
  errorSummary,
  type FormState,
  postButton,
  postForm,
  selectField,
  textField,
} from '../pages/form.ts';
import { count, dollars } from '../pages/formats.ts';
import { trainer } from '../pages/guards.ts';
import { each, type Html, html, nothing } from '../pages/html.ts';
import { notice, table } from '../pages/parts.ts';
import type { Params, Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { colon, inBoth } from '../pages/words.ts';
import type { EnvironmentFile } from '../storage/environment-files.ts';
import type { Keeper } from './keeper.ts';

const words = inBoth({
  title: ['Environments', 'Environnements'],
  lead: [
    'Each is a simulated CARM of its own. A fork begins as another one is now; what the two become can be compared line by line. Put back to a snapshot, an environment is as it was then, and who works in it signs in again.',
    'Chacun est une GCRA simulée distincte. Un embranchement commence dans l’état d’un autre; ce que les deux deviennent se compare ligne par ligne. Ramené à un instantané, un environnement est tel qu’il était, et qui y travaille ouvre une nouvelle session.',
  ],
  alone: [
    'This server has one environment in a file of its own: there are none beside it. Serve one by its name to keep several.',
    'Ce serveur a un seul environnement, dans un fichier à part : il n’y en a pas d’autre. Servez-en un par son nom pour en avoir plusieurs.',
  ],
  name: ['Name', 'Nom'],
  size: ['Size', 'Taille'],
  here: ['(you are here)', '(vous êtes ici)'],
  acts: ['What can be done', 'Ce qui peut être fait'],
  go: ['Go there', 'Y aller'],
  reset: ['Reset', 'Réinitialiser'],
  restore: ['Restore', 'Restaurer'],
  remove: ['Delete', 'Supprimer'],
  snapshots: ['Snapshots', 'Instantanés'],
  snapshot: ['Take a snapshot', 'Prendre un instantané'],
  label: ['Label', 'Étiquette'],
  of: ['Of', 'De'],
  fork: ['Fork an environment', 'Créer un embranchement'],
  from: ['From', 'De'],
  newName: ['Name of the new one', 'Nom du nouveau'],
  create: ['Create an environment', 'Créer un environnement'],
  seed: ['Seed', 'Graine'],
  startsAt: ['Its clock stands at first at', 'Son horloge commence à'],
  days: ['Days for which its cast trades', 'Jours pendant lesquels sa distribution commerce'],
  compare: ['Compare two', 'En comparer deux'],
  first: ['First', 'Premier'],
  second: ['Second', 'Second'],
  comparison: ['Comparison', 'Comparaison'],
  lines: ['lines compared', 'lignes comparées'],
  differ: ['differ', 'diffèrent'],
  same: ['Nothing differs.', 'Rien ne diffère.'],
  line: ['Line', 'Ligne'],
  difference: ['Difference', 'Écart'],
  statements: ['Statements of account', 'Relevés de compte'],
  interest: ['Interest', 'Intérêts'],
  ledger: ['Ledger', 'Grand livre'],
  'trial-balance': ['Trial balance', 'Balance de vérification'],
  atMost: ['The first 200 are shown.', 'Les 200 premières sont montrées.'],
});

const name = z.string().min(1).max(41);
const path = '/control/environments';

/** The environments of this server: create, fork, snapshot, put back, compare. */
export function environmentPages(site: Site, keeper: Keeper | undefined): void {
  const own = site.environment.name;
  const show = (visit: SignedIn, _: Params, state: FormState) =>
    keeper === undefined ? alone(visit) : showList(visit, keeper, state);
  const kept = (): Keeper => {
    if (keeper === undefined) throw new InvalidInput({ en: words.en.alone, fr: words.fr.alone });
    return keeper;
  };
  const act = <S extends z.ZodType>(
    name: string,
    schema: S,
    does: (keeper: Keeper, given: z.infer<S>) => Promise<void>,
  ) =>
    site.form(`${path}/${name}`, trainer, {
      show,
      schema,
      act: async (_, given) => {
        await does(kept(), given);
        return path;
      },
    });
  site.page(path, trainer, show);
  act(
    'create',
    z.object({
      name,
      seed: z.string().min(1).max(100),
      startsAt: z.string().min(1),
      days: z.coerce.number().int().min(0).max(400),
    }),
    (keeper, given) => keeper.create(given.name, given),
  );
  act('fork', z.object({ from: name, to: name }), (keeper, given) => keeper.clone(given.from, given.to));
  act('snapshot', z.object({ of: name, label: name }), (keeper, { of, label }) =>
    keeper.takeSnapshot(of, label),
  );
  act('restore', z.object({ name, label: name }), (keeper, given) => keeper.restore(given.name, given.label));
  act('remove', z.object({ name }), async (keeper, given) => {
    if (given.name === own) {
      throw new InvalidInput({
        en: 'You are in this environment: go to another one first',
        fr: 'Vous êtes dans cet environnement : allez d’abord dans un autre',
      });
    }
    await keeper.remove(given.name);
  });
  site.form(`${path}/go`, trainer, {
    show,
    schema: z.object({ name }),
    act: async (_, given) => {
      const { name: found } = one(kept(), given.name);
      return { environment: found, path: '/sign-in' };
    },
  });
  site.page(`${path}/compare`, trainer, (visit) =>
    keeper === undefined ? alone(visit) : showComparison(visit, keeper),
  );
}

function alone({ language }: SignedIn) {
  const w = words[language];
  return { title: w.title, body: notice(language, 'info', w.alone) };
}

/** @throws InvalidInput */
function one(keeper: Keeper, wanted: string): EnvironmentFile {
  const found = keeper.list().find((each) => each.name === wanted);
  if (found !== undefined) return found;
  throw new InvalidInput({
    en: `There is no environment "${wanted}"`,
    fr: `Il n’y a pas d’environnement « ${wanted} »`,
  });
}

function showList(visit: SignedIn, keeper: Keeper, state: FormState) {
  const { language, environment } = visit;
  const w = words[language];
  const all = keeper.list();
  const names = all.map((each) => [each.name, each.name] as const);
  const press = (act: string, text: string, fields: Record<string, string>) =>
    postButton(to(visit, `${path}/${act}`), text, fields);
  const acts = ({ name }: EnvironmentFile) =>
    html`<div class="buttons">${name === environment.name ? nothing : html`${press('go', w.go, { name })}${press('remove', w.remove, { name })}`}</div>`;
  const snapshots = ({ name, snapshots }: EnvironmentFile) =>
    html`<div class="buttons">${each(snapshots, (label) => press('restore', label === 'initial' ? w.reset : `${w.restore}${colon[language]}${label}`, { name, label }))}</div>`;
  const form = (act: string, title: string, fields: Html[]) =>
    html`<h2>${title}</h2>${postForm(to(visit, `${path}/${act}`), html`<div class="fields">${fields}<div class="field">${button(title, { isSecondary: true })}</div></div>`, { label: title })}`;
  const text = (name: string, label: string, value?: string) =>
    textField(language, state, { name, label, value, isRequired: true, size: 24 });
  const choice = (name: string, label: string, value = environment.name) =>
    selectField(language, state, { name, label, value, options: names });
  const body = html`${errorSummary(language, state)}<p>${w.lead}</p>
${table<EnvironmentFile>(
  w.title,
  [
    {
      title: w.name,
      cell: ({ name }) => (name === environment.name ? `${name} ${w.here}` : name),
    },
    {
      title: w.size,
      cell: ({ bytes }) =>
        `${count(Math.round(bytes / 2 ** 20), language)} ${language === 'fr' ? 'Mo' : 'MB'}`,
      isNumber: true,
    },
    { title: w.snapshots, cell: snapshots },
    { title: w.acts, cell: acts },
  ],
  all,
  '',
)}
${form('snapshot', w.snapshot, [choice('of', w.of), text('label', w.label)])}
${form('fork', w.fork, [choice('from', w.from), text('to', w.newName)])}
${form('create', w.create, [text('name', w.name), text('seed', w.seed, defaultStart.seed), text('startsAt', w.startsAt, defaultStart.startsAt), text('days', w.days, '30')])}
<h2>${w.compare}</h2>
<form method="get" action="${to(visit, `${path}/compare`)}" class="fields">${choice('first', w.first)}${choice('second', w.second, names.find(([each]) => each !== environment.name)?.[0])}<div class="field">${button(w.compare, { isSecondary: true })}</div></form>`;
  return { title: w.title, body };
}

/** As many differences of a part as are shown. */
const atMost = 200;

async function showComparison(visit: SignedIn, keeper: Keeper) {
  const { language, query } = visit;
  const w = words[language];
  const [first, second] = ['first', 'second'].map((name) => one(keeper, query.get(name) ?? '').name) as [
    string,
    string,
  ];
  const compared = await keeper.reading(first, (a) => keeper.reading(second, (b) => compareForks(a, b)));
  const amount = (cents: Cents | null) => (cents === null ? '–' : dollars(cents, language));
  const part = ({ part: name, lines, differences }: ComparedLines) => {
    const title: string = w[name satisfies ComparedPart];
    return html`<h2>${title}</h2><p>${count(lines, language)} ${w.lines}, ${count(differences.length, language)} ${w.differ}.${differences.length > atMost ? html` ${w.atMost}` : nothing}</p>
${table<ForkDifference>(
  title,
  [
    { title: w.line, cell: ({ line }) => line.join(', ') },
    { title: first, cell: ({ firstCents }) => amount(firstCents), isNumber: true },
    { title: second, cell: ({ secondCents }) => amount(secondCents), isNumber: true },
    {
      title: w.difference,
      cell: ({ firstCents, secondCents }) => amount((secondCents ?? 0) - (firstCents ?? 0)),
      isNumber: true,
    },
  ],
  differences.slice(0, atMost),
  w.same,
)}`;
  };
  return {
    title: `${w.comparison}${colon[language]}${first}, ${second}`,
    body: html`${each(compared, part)}`,
  };
}
