import { agencyAccount } from '../accounts/agency.ts';
import { version } from '../config.ts';
import type { Broadcast } from '../notices/broadcast.ts';
import { sessionMinutes } from '../users/sessions.ts';
import { scriptAddress, styleAddress } from './assets.ts';
import { button, hidden, postButton } from './form.ts';
import { instant } from './formats.ts';
import { each, type Html, html, nothing } from './html.ts';
import { notice } from './parts.ts';
import { to, type Visit } from './visit.ts';
import { inBoth } from './words.ts';

export interface Page {
  title: string;
  body: Html;
  isKiosk?: boolean;
}

/** A place in the menu of a kind of user. A page belongs to the place whose path its own begins with. */
export interface MenuItem {
  path: string;
  title: string;
  /** Where it leads who may not open its first page. */
  orElse?: string;
}

/** A place that somebody may go to. */
interface OpenItem extends MenuItem {
  leadsTo: string;
}

/** Accounts that a user may have in view, by number, with the names of who has them. */
export type AccountChoice = readonly (readonly [bn15: string, name: string])[];

/** What stands around the page itself. */
export interface Surroundings {
  menu: readonly OpenItem[];
  accounts: AccountChoice;
  broadcast: Broadcast | null;
}

/** Said at the top of every page, and of every document that leaves one. */
export const simulationWords = inBoth({
  simulation: [
    'Simulation: not the real CARM, and no official document',
    'Simulation : ce n’est pas la vraie GCRA ni un document officiel',
  ],
  environment: ['Environment', 'Environnement'],
});

const words = inBoth({
  skip: ['Skip to main content', 'Passer au contenu principal'],
  clock: ['Simulated time', 'Heure simulée'],
  brand: ['CARM Experience Simulation', 'Simulation de l’expérience GCRA'],
  other: ['Français', 'English'],
  signIn: ['Sign in', 'Ouvrir une session'],
  signOut: ['Sign out', 'Fermer la session'],
  profile: ['Profile', 'Profil'],
  menu: ['Menu', 'Menu'],
  account: ['Account in view:', 'Compte affiché :'],
  switch: ['Switch account', 'Changer de compte'],
  check: ['Check that you are in the right account.', 'Vérifiez que vous êtes dans le bon compte.'],
  footer: [
    'A rehearsal of Canada’s customs accounting. Nothing here is sent to the Canada Border Services Agency.',
    'Une répétition de la comptabilité douanière du Canada. Rien n’est transmis à l’Agence des services frontaliers du Canada.',
  ],
  mailbox: ['Simulated mailbox', 'Boîte aux lettres simulée'],
  api: ['API', 'API'],
  version: ['Version', 'Version'],
  endsSoon: [
    'Your session ends in two minutes. Save your work, or open another page to go on.',
    'Votre session se termine dans deux minutes. Enregistrez votre travail, ou ouvrez une autre page pour continuer.',
  ],
});

/** A whole page: banner, header, menu and what the page itself shows. */
export function layout(visit: Visit, page: Page, { menu, accounts, broadcast }: Surroundings): Html {
  const { language, environment } = visit;
  const w = words[language];
  const { simulation, environment: inEnvironment } = simulationWords[language];
  const idle =
    visit.user === undefined
      ? nothing
      : html` data-idle-minutes="${sessionMinutes.idle}" data-ends-soon="${w.endsSoon}"`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} – ${w.brand}</title>
<link rel="stylesheet" href="${styleAddress}">
<link rel="icon" href="data:,">
<script src="${scriptAddress}" defer></script>
</head>
<body${page.isKiosk === true ? html` class="kiosk" data-home="${to(visit, '/kiosk')}" data-home-after-minutes="${sessionMinutes.kiosk}"` : nothing}${idle}>
<a class="skip" href="#main">${w.skip}</a>
<aside class="simulation" aria-label="${simulation}"><p><strong>${simulation}</strong> <span>${inEnvironment} ${environment.name} · ${w.clock} ${instant(environment.clock.now(), language)}</span></p></aside>
<header>${topBar(visit, page.isKiosk === true)}${page.isKiosk === true ? nothing : accountBar(visit, accounts)}</header>
${page.isKiosk === true ? nothing : menuOf(visit, menu)}
<main id="main">
${broadcast === null || visit.user === undefined ? nothing : notice(language, 'info', broadcast.text[language])}
<h1>${page.title}</h1>
${page.body}
</main>
${page.isKiosk === true ? nothing : footerOf(visit)}
</body>
</html>`;
}

function footerOf(visit: Visit): Html {
  const w = words[visit.language];
  return html`<footer><div><p>${w.footer}</p><p><a href="${to(visit, '/mailbox')}">${w.mailbox}</a> · <a href="/docs">${w.api}</a> · ${w.version} ${version}</p></div></footer>`;
}

function topBar(visit: Visit, isKiosk: boolean): Html {
  const { language, user } = visit;
  const w = words[language];
  const other = language === 'en' ? 'fr' : 'en';
  const query = visit.query.size === 0 ? '' : `?${visit.query}`;
  const session = isKiosk
    ? nothing
    : user === undefined
      ? html`<a href="${to(visit, '/sign-in')}">${w.signIn}</a>`
      : html`<a href="${to(visit, '/profile')}">${user.name}</a>${postButton(to(visit, '/sign-out'), w.signOut)}`;
  return html`<div class="bar"><a class="brand" href="${to(visit, '/')}">${w.brand}</a><div class="tools"><a href="${to({ language: other }, visit.path)}${query}" lang="${other}" hreflang="${other}">${w.other}</a>${session}</div></div>`;
}

/** Which account is in view, and the way to another one without losing one's place. */
function accountBar(visit: Visit, accounts: AccountChoice): Html {
  const { language, account, business, path } = visit;
  if (account === undefined || business === undefined) return nothing;
  const w = words[language];
  const name = accounts.find(([bn15]) => bn15 === account.bn15)?.[1] ?? business.legalName;
  const query = visit.query.size === 0 ? '' : `?${visit.query}`;
  const change =
    accounts.length < 2
      ? nothing
      : html`<form method="post" action="${to(visit, '/switch-account')}">${hidden('back', `${path}${query}`)}<select name="account" aria-label="${w.switch}" data-at-once>${each(
          accounts,
          ([bn15, holder]) =>
            html`<option value="${bn15}"${bn15 === account.bn15 ? html` selected` : nothing}>${holder} – ${bn15}</option>`,
        )}</select>${button(w.switch, { isSecondary: true })}</form>`;
  return html`<div class="account"><div class="bar"><span>${w.account} <strong>${name}</strong> ${account.bn15 === agencyAccount ? nothing : account.bn15}</span><div class="tools">${change}</div></div></div>`;
}

function menuOf({ language, path }: Visit, menu: readonly OpenItem[]): Html {
  if (menu.length === 0) return nothing;
  const w = words[language];
  const current = menu
    .filter((item) => path === item.path || path.startsWith(`${item.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
  const list = html`<ul>${each(
    menu,
    (item) =>
      html`<li><a href="/${language}${item.leadsTo}"${item === current ? html` aria-current="true"` : nothing}>${item.title}</a></li>`,
  )}</ul>`;
  return html`<nav class="menu" aria-label="${w.menu}">${list}<details><summary>${w.menu}</summary>${list}</details></nav>`;
}

/** Pages of one matter, side by side. */
export async function tabs(visit: Visit, label: string, items: readonly MenuItem[]) {
  const open = await openTo(visit, items);
  return html`<nav class="tabs" aria-label="${label}"><ul>${each(
    open,
    ({ leadsTo, title }) =>
      html`<li><a href="${to(visit, leadsTo)}"${leadsTo === visit.path ? html` aria-current="page"` : nothing}>${title}</a></li>`,
  )}</ul></nav>`;
}

/** Of the places that a menu has, those whose pages let the visit in: what they ask themselves, and nothing else. */
export async function openTo(visit: Visit, items: readonly MenuItem[]): Promise<OpenItem[]> {
  const found = await Promise.all(
    items.map(async (item) => {
      for (const leadsTo of [item.path, item.orElse]) {
        if (leadsTo !== undefined && (await visit.lets(visit, leadsTo))) return [{ ...item, leadsTo }];
      }
      return [];
    }),
  );
  return found.flat();
}
