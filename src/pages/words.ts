export const languages = ['en', 'fr'] as const;

/** What stands between a name and what it names. */
export const colon = { en: ': ', fr: ' : ' } as const;

export type Language = (typeof languages)[number];

/**
 * The words of a page in both languages. Each is given with its translation beside it, so that none is left out.
 *
 * @param pairs English first, French second
 */
export function inBoth<K extends string>(
  pairs: Record<K, readonly [string, string]>,
): Record<Language, Record<K, string>> {
  const of = (index: 0 | 1) =>
    Object.fromEntries(
      Object.entries<readonly [string, string]>(pairs).map(([key, pair]) => [key, pair[index]]),
    ) as Record<K, string>;
  return { en: of(0), fr: of(1) };
}
