import { instant } from '../pages/formats.ts';
import { trainer } from '../pages/guards.ts';
import { html } from '../pages/html.ts';
import { table } from '../pages/parts.ts';
import type { Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { newestEvents } from '../storage/events.ts';

const words = inBoth({
  journal: ['Journal', 'Journal'],
  events: ['What happened, newest first', 'Ce qui s’est passé, le plus récent d’abord'],
  when: ['When', 'Quand'],
  who: ['Who', 'Qui'],
  what: ['What', 'Quoi'],
  about: ['About', 'Concerne'],
  outcome: ['Outcome', 'Résultat'],
  seq: ['Number', 'Numéro'],
  nothing: ['Nothing happened yet.', 'Rien ne s’est encore passé.'],
});

/** Everything that happened. */
export function journalPages(site: Site): void {
  site.page('/control/journal', trainer, showJournal);
}

async function showJournal(visit: SignedIn) {
  const { language, ctx, query } = visit;
  const w = words[language];
  const recent = await newestEvents(ctx.store.read, Number(query.get('before') ?? 0), 100);
  const body = table(
    w.events,
    [
      { title: w.seq, cell: ({ seq }) => seq },
      { title: w.when, cell: ({ simulatedAt }) => instant(simulatedAt, language) },
      { title: w.who, cell: ({ actor }) => actor },
      { title: w.what, cell: ({ action }) => action },
      { title: w.about, cell: ({ subject }) => subject },
      { title: w.outcome, cell: ({ outcome }) => outcome },
    ],
    recent,
    w.nothing,
  );
  const last = recent.at(-1)?.seq ?? 0;
  const older =
    last > 1
      ? html`<p><a href="${to(visit, `/control/journal?before=${last}`)}">${w.journal}: &lt; ${last}</a></p>`
      : '';
  return { title: w.journal, body: html`${body}${older}` };
}
