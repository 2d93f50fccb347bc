import { inBoth, type Language } from '../pages/words.ts';

const words = inBoth({
  A: ['Assumed for the simulation', 'Supposé pour la simulation'],
  K: ['General knowledge, not verified', 'Connaissance générale, non vérifiée'],
  C: ['Sources disagree', 'Les sources divergent'],
  verified: ['Verified', 'Vérifié'],
});

/** How sure a fact of the reference data is: whoever sees one is told. */
export function markWords(mark: string, language: Language): string {
  const w: Record<string, string> = words[language];
  return w[mark] ?? `${words[language].verified} (${mark})`;
}
