import { isProgramAccountNumber } from '../../accounts/identifiers.ts';
import {
  accountsOfBusiness,
  type Business,
  businessesAmong,
  businessesNamed,
  findAccount,
} from '../../accounts/store.ts';
import { findCad } from '../../cad/store.ts';
import type { Reader } from '../../context.ts';
import { button, textField, untouched } from '../../pages/form.ts';
import { officer } from '../../pages/guards.ts';
import { html, nothing } from '../../pages/html.ts';
import { link, table } from '../../pages/parts.ts';
import type { Site } from '../../pages/site.ts';
import { type SignedIn, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { findRelease } from '../../release/store.ts';

const words = inBoth({
  title: ['Accounts', 'Comptes'],
  sought: [
    'BN15, business number, legal name or transaction number',
    'NE15, numéro d’entreprise, dénomination sociale ou numéro de transaction',
  ],
  find: ['Find', 'Chercher'],
  none: ['No account has been found.', 'Aucun compte n’a été trouvé.'],
  account: ['Program account', 'Compte de programme'],
  legalName: ['Legal name', 'Dénomination sociale'],
  kind: ['Kind', 'Type'],
  importer: ['Importer', 'Importateur'],
  broker: ['Customs broker', 'Courtier en douane'],
  consultant: ['Trade consultant', 'Conseiller en commerce'],
  surety: ['Security provider', 'Fournisseur de garanties'],
  agency: ['CBSA', 'ASFC'],
});

/** As many businesses as are shown at once. */
const mostBusinesses = 50;

interface Found {
  bn15: string;
  business: Business;
}

export function searchPages(site: Site): void {
  site.page('/cbsa/accounts', officer('account:read'), async (visit) => {
    const sought = visit.query.get('q')?.trim() ?? '';
    return (await placeOf(visit.ctx.store.read, sought)) ?? showFound(visit, sought);
  });
}

/** A number leads straight to what it is of. */
async function placeOf(on: Reader, sought: string): Promise<string | undefined> {
  const number = sought.replaceAll(/[\s-]/g, '').toUpperCase();
  if (isProgramAccountNumber(number) && (await findAccount(on, number)) !== undefined)
    return `/cbsa/accounts/${number}`;
  if (!/^\d{14}$/.test(number)) return undefined;
  if ((await findCad(on, number)) !== undefined) return `/cbsa/declarations/${number}`;
  const release = await findRelease(on, number);
  return release === undefined ? undefined : `/cbsa/accounts/${release.importerBn15}/declarations`;
}

async function showFound(visit: SignedIn, sought: string) {
  const { ctx, language } = visit;
  const w = words[language];
  const found = sought === '' ? [] : await accountsFound(ctx.store.read, sought);
  const list = table<Found>(
    w.title,
    [
      { title: w.account, cell: ({ bn15 }) => link(to(visit, `/cbsa/accounts/${bn15}`), bn15) },
      { title: w.legalName, cell: ({ business }) => business.legalName },
      { title: w.kind, cell: ({ business }) => w[business.kind] },
    ],
    found,
    w.none,
  );
  const body = html`<form method="get" class="fields">${textField(language, untouched, { name: 'q', label: w.sought, type: 'search', value: sought, size: 40 })}<div class="field">${button(w.find)}</div></form>
${sought === '' ? nothing : list}`;
  return { title: w.title, body };
}

async function accountsFound(on: Reader, sought: string): Promise<Found[]> {
  const digits = sought.replaceAll(/\s/g, '');
  const businesses = /^\d{9}$/.test(digits)
    ? await businessesAmong(on, [digits])
    : await businessesNamed(on, sought, mostBusinesses);
  const accounts = businesses.map(async (business) =>
    (await accountsOfBusiness(on, business.bn9)).map(({ bn15 }) => ({ bn15, business })),
  );
  return (await Promise.all(accounts)).flat();
}
