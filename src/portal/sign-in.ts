import { z } from '@hono/zod-openapi';
import { findBusiness } from '../accounts/store.ts';
import { Forbidden } from '../errors.ts';
import { limitOfTries } from '../http/rate-limit.ts';
import {
  button,
  errorSummary,
  type FormState,
  hidden,
  postButton,
  postForm,
  textField,
} from '../pages/form.ts';
import { instant } from '../pages/formats.ts';
import { anyone, type Guard, signedIn } from '../pages/guards.ts';
import { each, html, nothing } from '../pages/html.ts';
import { facts, link, notice } from '../pages/parts.ts';
import type { Site } from '../pages/site.ts';
import { to, type Visit } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { mailTo } from '../users/mailbox.ts';
import type { Session } from '../users/sessions.ts';
import { enterPasscode, resendPasscode, signIn, signOut, takeOn } from '../users/sign-in.ts';
import { castOf, membershipsOf, type User, userByEmail } from '../users/store.ts';
import { isForTraining } from '../users/training.ts';

const words = inBoth({
  title: ['Sign in', 'Ouvrir une session'],
  lead: [
    'Sign in with the email address and password of your profile. A one-time passcode follows.',
    'Ouvrez une session avec l’adresse de courriel et le mot de passe de votre profil. Un code d’accès à usage unique suivra.',
  ],
  email: ['Email address', 'Adresse de courriel'],
  password: ['Password', 'Mot de passe'],
  go: ['Continue', 'Continuer'],
  noProfile: ['No profile yet?', 'Pas encore de profil?'],
  create: ['Create your profile', 'Créer votre profil'],
  training: [
    'Training: take on a member of the cast',
    'Formation : prendre la place d’un membre de la distribution',
  ],
  trainingLead: [
    'This environment is for training. One click signs you in as somebody who is there already.',
    'Cet environnement sert à la formation. Un clic ouvre une session au nom de quelqu’un qui s’y trouve déjà.',
  ],
  takeOn: ['Act as', 'Agir comme'],
  CBSA: ['CBSA officer', 'Agent de l’ASFC'],
  trainer: ['Trainer', 'Formateur'],
  BAM: ['Business account manager', 'Gestionnaire de compte d’entreprise'],
  PAM: ['Program account manager', 'Gestionnaire de compte de programme'],
  EDITOR: ['Editor', 'Éditeur'],
  READER: ['Reader', 'Lecteur'],
  passcode: ['Enter your one-time passcode', 'Entrez votre code d’accès à usage unique'],
  passcodeLead: [
    'We sent a six-digit passcode to your email address. It is valid for ten minutes. If you use an authenticator, enter its code instead; a recovery code works too.',
    'Nous avons envoyé un code d’accès de six chiffres à votre adresse de courriel. Il est valide pendant dix minutes. Si vous utilisez un authentificateur, entrez plutôt son code; un code de récupération convient aussi.',
  ],
  code: ['Passcode', 'Code d’accès'],
  resend: ['Send a new passcode', 'Envoyer un nouveau code'],
  readMail: ['Read it in the simulated mailbox', 'Le lire dans la boîte aux lettres simulée'],
  mailbox: ['Simulated mailbox', 'Boîte aux lettres simulée'],
  mailboxLead: [
    'CARM sends no real email here. Whatever it would send to an address can be read below.',
    'La GCRA n’envoie ici aucun vrai courriel. Ce qu’elle enverrait à une adresse se lit ci-dessous.',
  ],
  show: ['Show mail', 'Afficher le courrier'],
  none: ['There is no mail for this address.', 'Il n’y a pas de courrier à cette adresse.'],
  signOut: ['Sign out', 'Fermer la session'],
  signOutLead: ['Do you want to end your session?', 'Voulez-vous fermer votre session?'],
  sent: ['Sent', 'Envoyé'],
});

/** Somebody whose password was right. */
const halfWay: Guard<Visit & { session: Session }> = (visit) => {
  if (visit.session?.stage !== 'PASSCODE') throw new Forbidden('sign-in');
  return visit as Visit & { session: Session };
};

const inTraining: Guard<Visit> = async (visit) => {
  if (!(await isForTraining(visit.ctx.store.read))) throw new Forbidden('training');
  return visit;
};

/** Assumption A-87: more than a room of people needs, and too few to guess with. */
const triesPerMinute = 30;

export function signInPages(site: Site): void {
  site.form('/sign-in', anyone, {
    limit: limitOfTries(triesPerMinute),
    show: showSignIn,
    schema: z.object({
      email: z.string().max(200),
      password: z.string().max(200),
      back: z.string().optional(),
    }),
    act: async ({ ctx }, { email, password, back }) => {
      const cookie = await signIn(ctx, email, password);
      const follow = back === undefined ? '' : `?back=${encodeURIComponent(back)}`;
      return { cookie, path: `/passcode${follow}` };
    },
  });

  // A passcode that is sent anew is another to guess at: both count together.
  const passcodes = limitOfTries(triesPerMinute);
  site.form('/passcode', halfWay, {
    limit: passcodes,
    show: showPasscode,
    schema: z.object({ code: z.string().max(20), back: z.string().optional() }),
    act: async ({ ctx, session }, { code, back }) => ({
      cookie: await enterPasscode(ctx, session, code),
      path: insidePath(back),
    }),
  });

  site.form('/passcode/resend', halfWay, {
    limit: passcodes,
    show: showPasscode,
    schema: z.object({}),
    act: async ({ ctx, session }) => {
      await resendPasscode(ctx, session);
      return '/passcode';
    },
  });

  site.form('/cast', inTraining, {
    show: showSignIn,
    schema: z.object({ user: z.string() }),
    act: async ({ ctx }, { user }) => ({ cookie: await takeOn(ctx, user), path: '/' }),
  });

  site.form('/sign-out', signedIn, {
    show: ({ language }) => {
      const w = words[language];
      return {
        title: w.signOut,
        body: html`<p>${w.signOutLead}</p>${postButton(`/${language}/sign-out`, w.signOut, {}, false)}`,
      };
    },
    schema: z.object({}),
    act: async ({ ctx, session }) => {
      await signOut(ctx, session);
      return { cookie: null, path: '/sign-in' };
    },
  });

  site.page('/mailbox', anyone, showMailbox);
}

async function showSignIn(visit: Visit, _: unknown, state: FormState) {
  const { language, query } = visit;
  const w = words[language];
  const back = query.get('back') ?? '';
  const fields = html`${hidden('back', back)}
${textField(language, state, { name: 'email', label: w.email, type: 'email', autocomplete: 'username', isRequired: true })}
${textField(language, state, { name: 'password', label: w.password, type: 'password', autocomplete: 'current-password', isRequired: true })}
<div class="buttons">${button(w.go)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${w.lead}</p>
${postForm(to(visit, '/sign-in'), fields)}
<p>${w.noProfile} ${link(to(visit, '/register'), w.create)}</p>
${await castToTakeOn(visit)}`;
  return { title: w.title, body };
}

/** With training mode off, this way in does not exist. */
async function castToTakeOn(visit: Visit) {
  const { read } = visit.ctx.store;
  if (!(await isForTraining(read))) return nothing;
  const w = words[visit.language];
  const cast = await castOf(read);
  if (cast.length === 0) return nothing;
  const parts = await Promise.all(cast.map(async (user) => [user, await partOf(visit, user)] as const));
  return html`<section aria-labelledby="cast"><h2 id="cast">${w.training}</h2><p>${w.trainingLead}</p><div class="columns">${each(
    parts,
    ([user, part]) =>
      html`<div class="card"><h3>${user.name}</h3><p>${part}</p>${postButton(to(visit, '/cast'), `${w.takeOn} ${user.name}`, { user: user.id })}</div>`,
  )}</div></section>`;
}

async function partOf({ ctx, language }: Visit, user: User): Promise<string> {
  const w = words[language];
  if (user.kind === 'cbsa') return w.CBSA;
  if (user.kind === 'control') return w.trainer;
  const [membership] = await membershipsOf(ctx.store.read, user.id);
  if (membership === undefined) return '';
  const business = await findBusiness(ctx.store.read, membership.bn9);
  return `${w[membership.role]}, ${business?.legalName ?? membership.bn9}`;
}

function showPasscode(visit: Visit, _: unknown, state: FormState) {
  const { language, query } = visit;
  const w = words[language];
  const fields = html`${hidden('back', query.get('back') ?? '')}
${textField(language, state, { name: 'code', label: w.code, size: 12, inputmode: 'numeric', autocomplete: 'one-time-code', isRequired: true })}
<div class="buttons">${button(w.go)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${w.passcodeLead}</p>
${postForm(to(visit, '/passcode'), fields)}
<div class="buttons">${postButton(to(visit, '/passcode/resend'), w.resend)}${link(to(visit, '/mailbox'), w.readMail)}</div>`;
  return { title: w.passcode, body };
}

async function showMailbox(visit: Visit) {
  const { language, ctx, query } = visit;
  const w = words[language];
  const address = query.get('address') ?? visit.user?.email ?? '';
  const isKnown = address !== '' && (await userByEmail(ctx.store.read, address)) !== undefined;
  const letters = isKnown ? await mailTo(ctx.store.read, address) : [];
  const state = { values: { address }, errors: [] };
  const body = html`${notice(language, 'info', w.mailboxLead)}
<form method="get">${textField(language, state, { name: 'address', label: w.email, type: 'email' })}<div class="buttons">${button(w.show)}</div></form>
${
  address !== '' && letters.length === 0
    ? html`<p class="empty">${w.none}</p>`
    : each(
        letters,
        (letter) =>
          html`<article class="card"><h2>${letter.subject}</h2>${facts([[w.sent, instant(letter.sentAt, language)]])}<p>${letter.body}</p></article>`,
      )
}`;
  return { title: w.mailbox, body };
}

/** Back to a page of ours, and to no other address. */
function insidePath(back: string | undefined): string {
  return back !== undefined && /^\/[a-z][A-Za-z0-9/?=&%._-]*$/.test(back) ? back : '/';
}
