import { noticeTypes } from '../notices/types.ts';
import { instant } from '../pages/formats.ts';
import { type Html, html } from '../pages/html.ts';
import { table } from '../pages/parts.ts';
import type { SignedIn } from '../pages/visit.ts';
import { inBoth, type Language } from '../pages/words.ts';
import { type Event, eventsAbout, type Matter } from '../storage/events.ts';
import { namesOfActors } from '../users/actors.ts';

const words = inBoth({
  title: ['History', 'Historique'],
  when: ['When (simulated time)', 'Quand (heure simulée)'],
  who: ['Who', 'Qui'],
  carm: ['CARM', 'GCRA'],
  what: ['What', 'Quoi'],
  why: ['Reason', 'Motif'],
  none: ['The journal tells nothing more of it.', 'Le journal n’en dit pas plus.'],
});

/** Steps that partners are not told, or not by these words. */
const steps: Record<Language, Record<string, string>> = inBoth({
  'adjustment.requested': ['An adjustment was requested', 'Un rajustement a été demandé'],
  'adjustment.approved': ['The adjustment was approved', 'Le rajustement a été approuvé'],
  'redetermination.notified': ['A re-determination was notified', 'Une révision a été signifiée'],
  'dispute.requested': ['A decision was disputed', 'Une décision a été contestée'],
  'dispute.extension-requested': ['More time to dispute was asked for', 'Une prorogation a été demandée'],
  'dispute.extension-granted': ['More time was granted', 'La prorogation a été accordée'],
  'dispute.extension-refused': ['More time was refused', 'La prorogation a été refusée'],
  'appeal.requested': ['An appeal was opened', 'Un appel a été interjeté'],
  'appeal.decided': ['The appeal was decided', 'L’appel a été tranché'],
  'drawback.claimed': ['Drawback was claimed', 'Un drawback a été demandé'],
  'drawback.approved': ['The drawback was approved', 'Le drawback a été approuvé'],
  'drawback.rejected': ['The drawback was refused', 'Le drawback a été refusé'],
  'penalty.redress-requested': ['A decision was requested', 'Une décision a été demandée'],
  'penalty.extension-asked': ['An extension was applied for', 'Une prorogation a été demandée'],
  'penalty.extension-granted': ['The extension was granted', 'La prorogation a été accordée'],
  'penalty.extension-refused': ['The extension was refused', 'La prorogation a été refusée'],
  'penalty.reasons-given': ['Reasons were given', 'Les motifs ont été donnés'],
  'penalty.evidence-given': ['Evidence was given', 'La preuve a été produite'],
  'penalty.taken-to-court': ['It was taken to the Federal Court', 'La Cour fédérale a été saisie'],
  'security.demand-rebutted': ['The provider rebutted', 'Le fournisseur a contesté'],
  'security.demand-paid': ['The provider paid', 'Le fournisseur a payé'],
  'security.rebuttal-ruled': ['The rebuttal was ruled on', 'La contestation a été tranchée'],
  'write-off.requested': ['A write-off was asked for', 'Une radiation a été demandée'],
  'write-off.refused': ['The write-off was refused', 'La radiation a été refusée'],
  'recalculation.previewed': ['A recalculation was previewed', 'Un recalcul a été prévisualisé'],
  'recalculation.done': ['The recalculation was run', 'Le recalcul a été exécuté'],
  'recalculation.undone': ['The recalculation was undone', 'Le recalcul a été annulé'],
  'ruling.requested': ['A ruling was requested', 'Une décision anticipée a été demandée'],
  'ruling.assigned': ['An officer took it on', 'Un agent s’en est chargé'],
  'ruling.information-given': ['The client answered', 'Le client a répondu'],
  'ruling.withdrawn': ['The request was withdrawn', 'La demande a été retirée'],
  'business.registration-asked': ['A registration was asked for', 'Une inscription a été demandée'],
  'business.registration-approved': ['The registration was approved', 'L’inscription a été approuvée'],
  'business.registration-refused': ['The registration was refused', 'L’inscription a été refusée'],
  'release.time-extended': ['The time to account was extended', 'Le délai de déclaration a été prolongé'],
  'account.offsetting-chosen': [
    'An offsetting preference was chosen',
    'Une préférence de compensation a été choisie',
  ],
  'user.registered': ['The profile was created', 'Le profil a été créé'],
  'user.deactivated': ['The profile was deactivated', 'Le profil a été désactivé'],
  'user.reactivated': ['The profile was reactivated', 'Le profil a été réactivé'],
});

/** What happened to a matter: when, by whom, and why where it was told. */
export async function historyOf({ ctx, language }: SignedIn, matter: Matter): Promise<Html> {
  const w = words[language];
  const { read } = ctx.store;
  const happened = await eventsAbout(read, matter);
  const names = await namesOfActors(read, [...new Set(happened.map(({ actor }) => actor))]);
  return html`<h2>${w.title}</h2>${table<Event>(
    w.title,
    [
      { title: w.when, cell: ({ simulatedAt }) => at(simulatedAt, language) },
      { title: w.who, cell: ({ actor }) => (actor === 'system' ? w.carm : (names.get(actor) ?? actor)) },
      { title: w.what, cell: ({ action }) => stepText(action, language) },
      { title: w.why, cell: ({ detail }) => reasonIn(detail) },
    ],
    happened,
    w.none,
  )}`;
}

/** In one piece, however narrow its column. */
function at(simulatedAt: string, language: Language): Html {
  return html`<time datetime="${simulatedAt}">${instant(simulatedAt, language)}</time>`;
}

function stepText(action: string, language: Language): string {
  const told = (noticeTypes as Record<string, Record<Language, string>>)[action];
  return steps[language][action] ?? told?.[language] ?? action;
}

function reasonIn(detail: string): string {
  const { reason } = JSON.parse(detail) as { reason?: unknown };
  return typeof reason === 'string' ? reason : '';
}
