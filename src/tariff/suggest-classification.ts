import type { Context } from '../context.ts';
import { askPartner } from '../partners/ask-partner.ts';
import type { Tariff } from './tariff.ts';
import { tariffOf } from './tariff-of.ts';

export interface Suggestion {
  heading: string;
  label: { en: string; fr: string };
  /** Share of the words of the description that the heading's label has, in the better language. */
  share: number;
  /** Some classification numbers of the heading that are in force. */
  classifications: string[];
}

const mostSuggestions = 10;
const mostNumbers = 10;

/**
 * Suggest headings for goods by the words of their description. A help, never a ruling: nothing is declared by it.
 *
 * @throws PartnerUnavailable; declarations do not need the service
 */
export async function suggestClassification(ctx: Context, description: string): Promise<Suggestion[]> {
  await askPartner(ctx, 'classification', description);
  return suggestionsFor(description, await tariffOf(ctx.store), ctx.clock.today());
}

/** Headings by the share of words that they have in common with a description; of equal ones the lower number first. */
export function suggestionsFor(description: string, tariff: Tariff, on: string): Suggestion[] {
  const wanted = wordsOf(description);
  const numbers = Map.groupBy(
    tariff.reference.all('tariff-items').filter((item) => isInForce(item, on)),
    (item) => item.key.slice(0, 4),
  );
  return tariff.reference
    .all('headings')
    .map(({ key: heading, data }) => {
      const label = { en: data.label_en!, fr: data.label_fr! };
      const share = Math.max(inCommon(wanted, wordsOf(label.en)), inCommon(wanted, wordsOf(label.fr)));
      const own = (numbers.get(heading) ?? []).map((item) => item.key);
      return { heading, label, share, classifications: own.sort().slice(0, mostNumbers) };
    })
    .filter(({ share, classifications }) => share > 0 && classifications.length > 0)
    .sort((a, b) => b.share - a.share || (a.heading < b.heading ? -1 : 1))
    .slice(0, mostSuggestions);
}

function isInForce(
  { effectiveFrom, effectiveTo }: { effectiveFrom: string; effectiveTo: string | null },
  on: string,
): boolean {
  return effectiveFrom <= on && (effectiveTo === null || effectiveTo >= on);
}

/** Words without accents and the ending of the plural; the short ones say nothing. */
function wordsOf(text: string): Set<string> {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain.split(/[^a-z0-9-]+/).filter((word) => word.length > 2);
  return new Set(words.map((word) => word.replace(/(?<=...)[sx]$/, '')));
}

function inCommon(wanted: ReadonlySet<string>, words: ReadonlySet<string>): number {
  return wanted.size === 0 ? 0 : [...wanted].filter((word) => words.has(word)).length / wanted.size;
}
