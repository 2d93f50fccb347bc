import { z } from '@hono/zod-openapi';
import { compareVersions } from '../cad/compare-versions.ts';
import { readCad, readVersions } from '../cad/read-cad.ts';
import type { StoredCad } from '../cad/store.ts';
import { NotFound } from '../errors.ts';
import { cadWords } from '../pages/cad-words.ts';
import {
  amountsOfCad,
  explanationsOfCad,
  headOfCad,
  linesOfCad,
  versionsOfCad,
} from '../pages/declaration.ts';
import {
  button,
  errorSummary,
  type FormState,
  hidden,
  postForm,
  selectField,
  textArea,
} from '../pages/form.ts';
import { officer } from '../pages/guards.ts';
import { html } from '../pages/html.ts';
import { buttonLink, day, facts, link, table } from '../pages/parts.ts';
import { caseStateTag, caseWords } from '../pages/recourse-case.ts';
import type { Params, Site } from '../pages/site.ts';
import { tellingFindings } from '../pages/told-findings.ts';
import { chosenFrom } from '../pages/typed.ts';
import { changesTables } from '../pages/version-changes.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { colon, inBoth } from '../pages/words.ts';
import { redetermine } from '../recourse/redetermine.ts';
import { casesOfTransaction, type RecourseCase } from '../recourse/store.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { namesOfActors } from '../users/actors.ts';
import { historyOf } from './history.ts';
import { lineFieldsOf, withTypedLines } from './line-changes.ts';
import { noteAccount } from './seen.ts';

const words = inBoth({
  title: ['Declaration', 'Déclaration'],
  amounts: ['Duties and taxes', 'Droits et taxes'],
  filedBy: ['Filed by', 'Soumise par'],
  changedBy: ['Newest version by', 'Dernière version par'],
  owner: ['Owner of the goods', 'Propriétaire des marchandises'],
  account: ['Account', 'Compte'],
  redetermine: ['Re-determine', 'Réviser'],
  redetermineLead: [
    'Origin, tariff classification and value (Customs Act ss. 58 to 61). What more is owed is payable at once; a refund bears interest.',
    'Origine, classement tarifaire et valeur (Loi sur les douanes, art. 58 à 61). Tout supplément est exigible aussitôt; un remboursement porte intérêt.',
  ],
  reason: ['Reason in law', 'Motif légal'],
  rationale: ['Reasons of the decision', 'Motifs de la décision'],
  cases: ['Cases', 'Dossiers'],
  noCases: ['There are no cases on this declaration.', 'Cette déclaration n’a aucun dossier.'],
  changed: ['What changed', 'Ce qui a changé'],
  back: ['Back to the declaration', 'Retour à la déclaration'],
});

/** What an officer gives as the reason; the others follow a case. */
const officersReasons = ['RC-59', 'RC-61'] as const;

export function declarationPages(site: Site): void {
  site.page('/cbsa/declarations/:number', officer('cad:read'), show);
  site.page('/cbsa/declarations/:number/versions/:version', officer('cad:read'), showVersion);

  site.form('/cbsa/declarations/:number/redetermination', officer('recourse:decide'), {
    show: showRedetermination,
    schema: z
      .object({
        version: z.coerce.number().int(),
        reason: chosenFrom(officersReasons),
        rationale: z.string().min(1).max(2000),
      })
      .loose(),
    act: async ({ ctx }, { version, reason, rationale, ...values }, { number }) => {
      const cad = await readCad(ctx, number!);
      const declared = withTypedLines(cad.declared, values as Record<string, string>);
      const proposed = { transactionNumber: number!, expectedVersion: version, declared, rationale };
      const { id } = await tellingFindings(() => redetermine(ctx, { ...proposed, reasons: [reason] }));
      return `/cbsa/cases/${id}`;
    },
  });
}

async function show(visit: SignedIn, { number }: Params) {
  const { ctx, language } = visit;
  const w = words[language];
  const cad = await readCad(ctx, number!);
  const { importerBn15, transactionNumber } = cad;
  await noteAccount(visit, importerBn15);
  const here = to(visit, `/cbsa/declarations/${number}`);
  const cases = await casesOfTransaction(ctx.store.read, transactionNumber);
  const subjects = [transactionNumber, ...cases.map(({ id }) => id)];
  const body = html`${headOfCad(visit, cad)}
${await officersFacts(visit, cad)}
<div class="buttons">${buttonLink(`${here}/redetermination`, w.redetermine, false)}</div>
<h2>${w.amounts}</h2>
${await amountsOfCad(visit, cad)}
${linesOfCad(visit, cad)}
${await explanationsOfCad(visit, cad)}
${await versionsOfCad(visit, cad, `${here}/versions`)}
${casesTable(visit, cases)}
${await historyOf(visit, { onBehalfOf: importerBn15, subjects })}`;
  return { title: `${w.title} ${number}`, body };
}

/** What an officer sees beyond what the partner does: who filed it, and whose goods they are. */
async function officersFacts(visit: SignedIn, cad: StoredCad) {
  const { ctx, language } = visit;
  const w = words[language];
  const { importerBn15, transactionNumber, filedBy } = cad;
  const [first] = await readVersions(ctx, transactionNumber);
  const names = await namesOfActors(ctx.store.read, [first!.filedBy, filedBy]);
  const { owner } = cad.declared;
  return facts([
    [w.account, link(to(visit, `/cbsa/accounts/${importerBn15}`), importerBn15)],
    [w.filedBy, names.get(first!.filedBy)],
    [w.changedBy, cad.version === 1 ? undefined : names.get(filedBy)],
    [w.owner, owner === undefined ? undefined : [owner.name, owner.address].filter(Boolean).join(', ')],
  ]);
}

function casesTable(visit: SignedIn, cases: readonly RecourseCase[]) {
  const { language } = visit;
  const [w, own] = [caseWords[language], words[language]];
  return html`<h2>${own.cases}</h2>${table<RecourseCase>(
    own.cases,
    [
      { title: w.case, cell: ({ id }) => link(to(visit, `/cbsa/cases/${id}`), id) },
      { title: w.kind, cell: ({ kind }) => w[kind] },
      { title: w.openedOn, cell: ({ openedOn }) => day(openedOn) },
      { title: w.state, cell: (found) => caseStateTag(language, found) },
      { title: w.decidedOn, cell: ({ decidedOn }) => (decidedOn === null ? '' : day(decidedOn)) },
    ],
    cases,
    own.noCases,
  )}`;
}

async function showVersion(visit: SignedIn, { number, version }: Params) {
  const { ctx, language } = visit;
  const [w, own] = [cadWords[language], words[language]];
  const versions = await readVersions(ctx, number!);
  const later = versions.find((each) => String(each.version) === version);
  const earlier = versions.find((each) => each.version === (later?.version ?? 0) - 1);
  if (earlier === undefined || later === undefined) {
    throw new NotFound({ en: 'Version', fr: 'La version' }, `${number} ${version}`);
  }
  await noteAccount(visit, later.importerBn15);
  const body = html`<p>${w.version} ${earlier.version} → ${w.version} ${later.version}${colon[language]}${w[later.change]}. ${link(to(visit, `/cbsa/declarations/${number}`), own.back)}</p>
${changesTables(language, compareVersions(earlier, later))}`;
  return { title: `${own.changed} – ${number}`, body };
}

async function showRedetermination(visit: SignedIn, { number }: Params, state: FormState) {
  const { ctx, language } = visit;
  const w = words[language];
  const cad = await readCad(ctx, number!);
  await noteAccount(visit, cad.importerBn15);
  const { reference } = await tariffOf(ctx.store);
  const options = officersReasons.map((code) => {
    const { data } = reference.history('adjustment-reasons', code)[0]!;
    return [code, `${code} – ${data[`name_${language}`]}`] as const;
  });
  const form = html`${hidden('version', cad.version)}
${selectField(language, state, { name: 'reason', label: w.reason, options, value: 'RC-59', isRequired: true })}
${await lineFieldsOf(visit, state, cad.declared)}
${textArea(language, state, { name: 'rationale', label: w.rationale, isRequired: true })}<div class="buttons">${button(w.redetermine)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${w.redetermineLead} ${link(to(visit, `/cbsa/declarations/${number}`), w.back)}</p>
${postForm(to(visit, `/cbsa/declarations/${number}/redetermination`), form)}`;
  return { title: `${w.redetermine} – ${number}`, body };
}
