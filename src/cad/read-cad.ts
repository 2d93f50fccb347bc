import { requireScope } from '../accounts/rights.ts';
import { requireSight } from '../accounts/sight.ts';
import { assessLine } from '../assessment/assess-line.ts';
import { resolveLines } from '../assessment/resolve.ts';
import type { Explanation } from '../assessment/types.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import { findRelease } from '../release/store.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { declaredLines, factsOf } from './declared-lines.ts';
import { originalOf, ratesOf } from './gather-facts.ts';
import { hiddenFrom } from './hidden.ts';
import { findCad, type StoredCad, versionsOf } from './store.ts';
import type { AssessedCad, CadInput } from './types.ts';

/** The newest version of a declaration, for whoever may read it. @throws NotFound, Forbidden */
export async function readCad(ctx: Context, transactionNumber: string): Promise<StoredCad> {
  const cad = await findCad(ctx.store.read, transactionNumber);
  if (cad === undefined || cad.channel === (await hiddenFrom(ctx)))
    throw new NotFound({ en: 'Declaration', fr: 'La déclaration' }, transactionNumber);
  requireScope(ctx, 'cad:read');
  await requireSight(ctx, cad.importerBn15, cad.filedBy);
  return cad;
}

/** Every version of a declaration, for whoever may read it. @throws NotFound, Forbidden */
export async function readVersions(ctx: Context, transactionNumber: string): Promise<StoredCad[]> {
  const versions = await versionsOf(ctx.store.read, transactionNumber);
  const [first] = versions;
  if (first === undefined || versions.at(-1)!.channel === (await hiddenFrom(ctx)))
    throw new NotFound({ en: 'Declaration', fr: 'La déclaration' }, transactionNumber);
  requireScope(ctx, 'cad:read');
  await requireSight(ctx, first.importerBn15, first.filedBy);
  return versions;
}

/** Why the first line of what was declared so far would bear what it bears, were it accounted for today. */
export async function explainLine(ctx: Context, input: CadInput): Promise<Explanation[]> {
  const tariff = await tariffOf(ctx.store);
  const facts = factsOf(input, ctx.clock.today());
  const [resolved] = resolveLines(facts, declaredLines(input), tariff);
  const explanations: Explanation[] = [];
  if (resolved?.line !== undefined)
    assessLine(resolved.line, (explanation) => explanations.push(explanation));
  return explanations;
}

/** Why each amount of each line is what it is. Worked out again, from what was declared and the reference data of the accounting date. */
export async function explainCad(ctx: Context, cad: AssessedCad) {
  const tariff = await tariffOf(ctx.store);
  const original = await originalOf(ctx.store.read, cad.declared);
  const ratesOn = ratesOf(await findRelease(ctx.store.read, cad.transactionNumber), original ?? cad);
  const options = { useLastKnownExchange: cad.hasProvisionalRate, isExchangeDown: cad.hasProvisionalRate };
  const resolved = resolveLines(factsOf(cad.declared, ratesOn), declaredLines(cad.declared), tariff, options);
  return resolved.map(({ line }, index) => {
    const explanations: Explanation[] = [];
    if (line !== undefined) assessLine(line, (explanation) => explanations.push(explanation));
    return { line: index + 1, explanations };
  });
}
