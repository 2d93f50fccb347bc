import { instant } from '../../pages/formats.ts';
import { atAccount } from '../../pages/guards.ts';
import { html } from '../../pages/html.ts';
import { table } from '../../pages/parts.ts';
import type { Site } from '../../pages/site.ts';
import { inBoth } from '../../pages/words.ts';
import { type Sight, sightsOf } from '../../users/sights.ts';
import { usersAmong } from '../../users/store.ts';
import { businessTabs } from './employees.ts';

const words = inBoth({
  title: ['Who saw what', 'Qui a vu quoi'],
  lead: [
    'Every page with something of the account in view that somebody opened, newest first.',
    'Chaque page montrant quelque chose du compte affiché que quelqu’un a ouverte, les plus récentes d’abord.',
  ],
  who: ['Who', 'Qui'],
  when: ['When (simulated time)', 'Quand (heure simulée)'],
  page: ['Page', 'Page'],
  none: ['Nobody has looked at this account yet.', 'Personne n’a encore consulté ce compte.'],
});

export function sightPages(site: Site): void {
  site.page('/portal/business/sights', atAccount('account:read'), async (visit) => {
    const { ctx, language, account } = visit;
    const w = words[language];
    const seen = await sightsOf(ctx.store.read, account.bn15, 100);
    const ids = [...new Set(seen.map(({ userId }) => userId.split('.')[0]!))];
    const nameOf = new Map((await usersAmong(ctx.store.read, ids)).map(({ id, name }) => [id, name]));
    const body = html`${businessTabs(visit)}<p>${w.lead}</p>${table<Sight>(
      w.title,
      [
        { title: w.who, cell: ({ userId }) => nameOf.get(userId.split('.')[0]!) ?? userId },
        { title: w.when, cell: ({ simulatedAt }) => instant(simulatedAt, language) },
        { title: w.page, cell: ({ path }) => path },
      ],
      seen,
      w.none,
    )}`;
    return { title: w.title, body };
  });
}
