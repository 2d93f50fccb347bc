import { limitOfTries } from '../http/rate-limit.ts';
import { button, choiceField, errorSummary, type FormState, postForm, textField } from '../pages/form.ts';
import { anyone } from '../pages/guards.ts';
import { type Html, html } from '../pages/html.ts';
import type { Site } from '../pages/site.ts';
import { to, type Visit } from '../pages/visit.ts';
import { inBoth, type Language } from '../pages/words.ts';
import { createProfile, ProfileInput } from '../users/profile.ts';

const words = inBoth({
  title: ['Create your profile', 'Créer votre profil'],
  lead: [
    'A profile is personal: one for each person, never shared.',
    'Un profil est personnel : un par personne, jamais partagé.',
  ],
  name: ['Your name', 'Votre nom'],
  email: ['Email address', 'Adresse de courriel'],
  emailHint: [
    'Your one-time passcodes are sent to it. Nothing leaves this simulation.',
    'Vos codes d’accès à usage unique y sont envoyés. Rien ne quitte cette simulation.',
  ],
  password: ['Password', 'Mot de passe'],
  passwordHint: ['At least 12 characters', 'Au moins 12 caractères'],
  language: ['Language of your messages', 'Langue de vos messages'],
  create: ['Create profile', 'Créer le profil'],
});

/** Assumption A-87: a room of people has one address. */
const profilesPerHour = 60;

/** How many profiles come from one address, at home or at a terminal. */
export const limitOfProfiles = () => limitOfTries(profilesPerHour, 60 * 60);

export function registerPages(site: Site): void {
  site.form('/register', anyone, {
    limit: limitOfProfiles(),
    show: showProfile,
    schema: ProfileInput,
    act: async ({ ctx }, input) => {
      await createProfile(ctx, input);
      return '/sign-in';
    },
  });
}

function showProfile(visit: Visit, _: unknown, state: FormState) {
  const { language } = visit;
  const w = words[language];
  const fields = html`${profileFields(language, state)}<div class="buttons">${button(w.create)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${w.lead}</p>${postForm(to(visit, '/register'), fields)}`;
  return { title: w.title, body };
}

/** Who a person is, at home or at a terminal. */
export function profileFields(language: Language, state: FormState): Html {
  const w = words[language];
  return html`
${textField(language, state, { name: 'name', label: w.name, autocomplete: 'name', isRequired: true })}
${textField(language, state, { name: 'email', label: w.email, hint: w.emailHint, type: 'email', autocomplete: 'email', isRequired: true })}
${textField(language, state, { name: 'password', label: w.password, hint: w.passwordHint, type: 'password', autocomplete: 'new-password', isRequired: true })}
${choiceField(language, state, {
  name: 'language',
  label: w.language,
  value: language,
  options: [
    ['en', 'English'],
    ['fr', 'Français'],
  ],
})}`;
}
