import { z } from '@hono/zod-openapi';
import {
  button,
  choiceField,
  errorSummary,
  type FormState,
  hidden,
  postButton,
  postForm,
  textField,
} from '../pages/form.ts';
import { signedIn } from '../pages/guards.ts';
import { each, type Html, html, nothing } from '../pages/html.ts';
import { facts, notice } from '../pages/parts.ts';
import type { Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { switchAccount, switchBusiness } from '../pages/visits.ts';
import { inBoth } from '../pages/words.ts';
import { offerAuthenticator, renewRecoveryCodes, useAuthenticator, useMail } from '../users/authenticator.ts';
import { changePreferences } from '../users/profile.ts';

const words = inBoth({
  title: ['Profile', 'Profil'],
  name: ['Your name', 'Votre nom'],
  email: ['Email address', 'Adresse de courriel'],
  language: ['Language of your messages', 'Langue de vos messages'],
  mail: ['Notifications', 'Avis'],
  wantsMail: ['Send me an email when there is a notification', 'M’envoyer un courriel quand il y a un avis'],
  save: ['Save', 'Enregistrer'],
  factor: ['Second factor', 'Deuxième facteur'],
  byMail: ['One-time passcodes by email', 'Codes d’accès à usage unique par courriel'],
  byApp: ['Authenticator application', 'Application d’authentification'],
  codesLeft: ['Recovery codes left', 'Codes de récupération restants'],
  useApp: ['Use an authenticator', 'Utiliser un authentificateur'],
  useAppLead: [
    'Enter this key in your authenticator, then the code that it shows.',
    'Entrez cette clé dans votre authentificateur, puis le code qu’il affiche.',
  ],
  key: ['Key', 'Clé'],
  code: ['Code', 'Code'],
  confirm: ['Confirm', 'Confirmer'],
  useMail: ['Go back to passcodes by email', 'Revenir aux codes par courriel'],
  renew: ['New recovery codes', 'Nouveaux codes de récupération'],
  codes: ['Your recovery codes', 'Vos codes de récupération'],
  codesLead: [
    'Each is good for one sign-in. They are shown this once: keep them somewhere safe.',
    'Chacun vaut pour une ouverture de session. Ils ne sont affichés qu’une fois : gardez-les en lieu sûr.',
  ],
  businesses: ['Businesses you work for', 'Entreprises pour lesquelles vous travaillez'],
  workFor: ['Work for', 'Travailler pour'],
  back: ['Back to the profile', 'Retour au profil'],
  more: [
    'Register a business, or ask one for access',
    'Inscrire une entreprise, ou demander l’accès à une entreprise',
  ],
});

export function profilePages(site: Site): void {
  site.form('/profile', signedIn, {
    show: showProfile,
    schema: z.object({
      name: z.string().min(1).max(100),
      language: z.enum(['en', 'fr']),
      wantsMail: z.literal('yes').optional(),
    }),
    act: async ({ ctx, user }, { name, language, wantsMail }) => {
      await changePreferences(ctx, user.id, { name, language, wantsMail: wantsMail === 'yes' });
      return '/profile';
    },
  });

  site.form('/profile/authenticator', signedIn, {
    show: showAuthenticator,
    schema: z.object({ secret: z.string(), code: z.string() }),
    act: async (visit, input) => codesPage(visit, await useAuthenticator(visit.ctx, visit.user, input)),
  });

  site.form('/profile/mail', signedIn, {
    show: showProfile,
    schema: z.object({}),
    act: async ({ ctx, user }) => {
      await useMail(ctx, user);
      return '/profile';
    },
  });

  site.form('/profile/recovery-codes', signedIn, {
    show: showProfile,
    schema: z.object({}),
    act: async (visit) => codesPage(visit, await renewRecoveryCodes(visit.ctx, visit.user)),
  });

  site.form('/switch-account', signedIn, {
    show: showProfile,
    schema: z.object({ account: z.string(), back: z.string().default('/') }),
    act: async (visit, { account, back }) => {
      await switchAccount(visit, account);
      return placeInAnother(back);
    },
  });

  site.form('/switch-business', signedIn, {
    show: showProfile,
    schema: z.object({ bn9: z.string() }),
    act: async (visit, { bn9 }) => {
      await switchBusiness(visit, bn9);
      return '/';
    },
  });
}

/** The same page of another account; what is one account's alone, such as a declaration, gives way to its list. */
function placeInAnother(back: string): string {
  const [path = '/'] = back.split('?');
  if (!/^\/[a-z][A-Za-z0-9/._-]*$/.test(path)) return '/';
  const isOfOne = /\/[^/]*\d[^/]*/.exec(path);
  return isOfOne === null ? path : path.slice(0, isOfOne.index);
}

function showProfile(visit: SignedIn, _: unknown, state: FormState) {
  const { language, user } = visit;
  const w = words[language];
  const fields = html`
${textField(language, state, { name: 'name', label: w.name, value: user.name, isRequired: true })}
${choiceField(language, state, {
  name: 'language',
  label: w.language,
  value: user.language,
  options: [
    ['en', 'English'],
    ['fr', 'Français'],
  ],
})}
${choiceField(language, state, { name: 'wantsMail', label: w.mail, isMany: true, value: user.wantsMail ? ['yes'] : [], options: [['yes', w.wantsMail]] })}
<div class="buttons">${button(w.save)}</div>`;
  const body = html`${errorSummary(language, state)}${facts([[w.email, user.email]])}
${postForm(to(visit, '/profile'), fields)}
${factorPart(visit)}
${user.kind === 'partner' ? businessesPart(visit) : nothing}`;
  return { title: w.title, body };
}

function factorPart(visit: SignedIn): Html {
  const { language, user } = visit;
  const w = words[language];
  const usesApp = user.authenticator !== null;
  return html`<h2>${w.factor}</h2>${facts([
    [w.factor, usesApp ? w.byApp : w.byMail],
    [w.codesLeft, user.recoveryCodes.length],
  ])}<div class="buttons">${
    usesApp
      ? postButton(to(visit, '/profile/mail'), w.useMail)
      : html`<a class="button button-secondary" href="${to(visit, '/profile/authenticator')}">${w.useApp}</a>`
  }${postButton(to(visit, '/profile/recovery-codes'), w.renew)}</div>`;
}

function businessesPart(visit: SignedIn): Html {
  const { language, businesses, business } = visit;
  const w = words[language];
  const others = businesses.filter(({ bn9 }) => bn9 !== business?.bn9);
  return html`<h2>${w.businesses}</h2><ul>${each(businesses, ({ legalName, bn9 }) => html`<li>${legalName}, ${bn9}</li>`)}</ul>
<div class="buttons">${each(others, ({ bn9, legalName }) => postButton(to(visit, '/switch-business'), `${w.workFor} ${legalName}`, { bn9 }))}</div>
<p><a href="${to(visit, '/set-up')}">${w.more}</a></p>`;
}

function showAuthenticator(visit: SignedIn, _: unknown, state: FormState) {
  const { language, user } = visit;
  const w = words[language];
  const typed = state.values.secret;
  const { secret } = typeof typed === 'string' ? { secret: typed } : offerAuthenticator(user);
  const fields = html`${hidden('secret', secret)}
${textField(language, state, { name: 'code', label: w.code, size: 8, inputmode: 'numeric', autocomplete: 'one-time-code', isRequired: true })}
<div class="buttons">${button(w.confirm)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${w.useAppLead}</p>${facts([[w.key, html`<code>${secret.replaceAll(/(.{4})/g, '$1 ')}</code>`]])}
${postForm(to(visit, '/profile/authenticator'), fields)}`;
  return { title: w.useApp, body };
}

function codesPage(visit: SignedIn, codes: readonly string[]) {
  const w = words[visit.language];
  const list = html`<ul>${each(codes, (code) => html`<li><code>${code}</code></li>`)}</ul>`;
  const body = html`${notice(visit.language, 'warning', w.codesLead)}${list}<p><a href="${to(visit, '/profile')}">${w.back}</a></p>`;
  return { title: w.codes, body };
}
