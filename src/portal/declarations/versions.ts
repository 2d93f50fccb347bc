import { compareVersions } from '../../cad/compare-versions.ts';
import { readVersions } from '../../cad/read-cad.ts';
import { NotFound } from '../../errors.ts';
import { cadWords } from '../../pages/cad-words.ts';
import { filing } from '../../pages/guards.ts';
import { html } from '../../pages/html.ts';
import { link } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { changesTables } from '../../pages/version-changes.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { colon, inBoth } from '../../pages/words.ts';

const words = inBoth({
  title: ['What changed', 'Ce qui a changé'],
  back: ['Back to the declaration', 'Retour à la déclaration'],
});

export function versionPages(site: Site): void {
  site.page('/portal/declarations/:number/versions/:version', filing, show);
}

async function show(visit: AtAccount, { number, version }: Params) {
  const { ctx, language } = visit;
  const [w, own] = [cadWords[language], words[language]];
  const versions = await readVersions(ctx, number!);
  const later = versions.find((each) => String(each.version) === version);
  const earlier = versions.find((each) => each.version === (later?.version ?? 0) - 1);
  if (earlier === undefined || later === undefined) {
    throw new NotFound({ en: 'Version', fr: 'La version' }, `${number} ${version}`);
  }
  const body = html`<p>${w.version} ${earlier.version} → ${w.version} ${later.version}${colon[language]}${w[later.change]}. ${link(to(visit, `/portal/declarations/${number}`), own.back)}</p>
${changesTables(language, compareVersions(earlier, later))}`;
  return { title: `${own.title}${colon[language]}${number}`, body };
}
