import { system } from '../open-environment.ts';
import { button, errorSummary, type FormState, postForm } from '../pages/form.ts';
import { anyone } from '../pages/guards.ts';
import { html } from '../pages/html.ts';
import { buttonLink, facts, link, notice } from '../pages/parts.ts';
import type { Site } from '../pages/site.ts';
import { to, type Visit } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { ProfileInput } from '../users/profile.ts';
import { NewClient, registerAtTerminal } from '../users/register-business.ts';
import { limitOfProfiles, profileFields } from './register.ts';
import { businessFields } from './register-business.ts';

const words = inBoth({
  title: ['Register to use CARM', 'S’inscrire à la GCRA'],
  lead: [
    'For a business in Canada that has not imported before: it gets a business number and an importer account here. A business outside Canada registers in the portal, with its documents.',
    'Pour une entreprise au Canada qui n’a jamais importé : elle obtient ici un numéro d’entreprise et un compte d’importateur. Une entreprise à l’extérieur du Canada s’inscrit dans le portail, avec ses documents.',
  ],
  you: ['You', 'Vous'],
  business: ['Your business', 'Votre entreprise'],
  register: ['Register', 'S’inscrire'],
  done: ['Finish', 'Terminer'],
  registered: ['Your business is registered.', 'Votre entreprise est inscrite.'],
  number: ['Importer account (BN15): write it down', 'Compte d’importateur (NE15) : prenez-le en note'],
  next: [
    'Sign in from any computer with your email address; a one-time passcode is sent to it.',
    'Ouvrez une session à partir de n’importe quel ordinateur avec votre adresse de courriel; un code d’accès à usage unique y est envoyé.',
  ],
});

const Registration = ProfileInput.extend(
  NewClient.pick({ legalName: true, address: true, province: true }).shape,
);

/** A person and its business at once: nobody stands at a terminal for long. */
export function kioskRegisterPages(site: Site): void {
  site.form('/kiosk/register', anyone, {
    limit: limitOfProfiles(),
    show,
    schema: Registration,
    act: async (visit, { legalName, address, province, ...profile }) => {
      const { ctx, environment } = visit;
      const client = { legalName, address, province };
      const bn9 = await registerAtTerminal(ctx, environment.as(system), profile, client);
      return registered(visit, `${bn9}RM0001`);
    },
  });
}

function show(visit: Visit, _: unknown, state: FormState) {
  const { language } = visit;
  const w = words[language];
  const fields = html`<h2>${w.you}</h2>${profileFields(language, state)}
<h2>${w.business}</h2>${businessFields(language, state)}
<div class="buttons">${button(w.register)}${link(to(visit, '/kiosk'), w.done)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${w.lead}</p>${postForm(to(visit, '/kiosk/register'), fields)}`;
  return { title: w.title, body, isKiosk: true };
}

/** Shown this once, to whoever stands there. */
function registered(visit: Visit, bn15: string) {
  const w = words[visit.language];
  const body = html`${notice(visit.language, 'success', w.registered)}${facts([[w.number, bn15]])}<p>${w.next}</p>
<div class="buttons">${buttonLink(to(visit, '/kiosk'), w.done)}</div>`;
  return { title: w.title, body, isKiosk: true };
}
