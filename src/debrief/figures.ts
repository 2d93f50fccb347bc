import { sql } from 'drizzle-orm';
import type { Reader } from '../context.ts';
import type { Bilingual } from '../errors.ts';
import { accountNames } from '../ledger/chart.ts';
import { trialBalance } from '../ledger/documents.ts';
import { toWire } from '../money.ts';
import { rowsOf } from '../storage/rows-of.ts';

/** A number of the debrief, and where to find what it is made of. */
export interface Figure {
  id: string;
  label: Bilingual;
  value: string;
  /** A query over `environment.sqlite` of the run's folder that gives the same number. */
  query: string;
}

export interface BusinessFigures {
  figures: Figure[];
  declarationsByDay: { day: string; accepted: number; rejected: number }[];
  rejectionsByCode: { code: string; count: number }[];
  revenue: { account: string; name: Bilingual; amount: string }[];
  statements: { issuedOn: string; count: number; payable: string }[];
}

const asked: readonly { id: string; label: Bilingual; query: string; isMoney?: boolean }[] = [
  {
    id: 'importers',
    label: { en: 'Importers', fr: 'Importateurs' },
    query: `select count(*) as n from businesses where kind = 'importer'`,
  },
  {
    id: 'releases',
    label: { en: 'Releases reported', fr: 'Mainlevées signalées' },
    query: `select count(*) as n from events where action = 'release.reported'`,
  },
  {
    id: 'accepted',
    label: { en: 'Declarations accepted', fr: 'Déclarations acceptées' },
    query: `select count(*) as n from events where action = 'cad.accepted'`,
  },
  {
    id: 'rejected',
    label: { en: 'Submissions rejected', fr: 'Soumissions rejetées' },
    query: `select count(*) as n from events where action = 'cad.rejected'`,
  },
  {
    id: 'late',
    label: { en: 'Accounted for late', fr: 'Déclarées en retard' },
    query: `select count(*) as n from cads where is_late = 1`,
  },
  {
    id: 'assessed',
    label: { en: 'Duties and taxes assessed', fr: 'Droits et taxes établis' },
    query: `select coalesce(sum(amount_cents), 0) as n from documents where code in ('CAD', 'CADC')`,
    isMoney: true,
  },
  {
    id: 'statements',
    label: { en: 'Statements of account', fr: 'Relevés de compte' },
    query: `select count(*) as n from statements`,
  },
  {
    id: 'notices',
    label: { en: 'Daily notices', fr: 'Avis quotidiens' },
    query: `select count(*) as n from daily_notices`,
  },
  {
    id: 'payments',
    label: { en: 'Payments received', fr: 'Paiements reçus' },
    query: `select count(*) as n from payments`,
  },
  {
    id: 'paid',
    label: { en: 'Amount paid', fr: 'Montant payé' },
    query: `select coalesce(sum(amount_cents), 0) as n from payments`,
    isMoney: true,
  },
  {
    id: 'open',
    label: { en: 'Still owed', fr: 'Encore dû' },
    query: `select coalesce(sum(remaining_cents), 0) as n from open_items where remaining_cents > 0`,
    isMoney: true,
  },
  {
    id: 'events',
    label: { en: 'Events in the journal', fr: 'Événements au journal' },
    query: `select count(*) as n from events`,
  },
];

/** The business figures of an environment; each says by which query it can be found again. */
export async function businessFigures(on: Reader): Promise<BusinessFigures> {
  const figures: Figure[] = [];
  for (const { id, label, query, isMoney } of asked) {
    const [row] = await rowsOf<{ n: number }>(on, sql.raw(query));
    const number = Number(row?.n ?? 0);
    figures.push({ id, label, query, value: isMoney === true ? toWire(number) : String(number) });
  }
  const byDay = await rowsOf<{ day: string; action: string; n: number }>(
    on,
    sql`select substr(simulated_at, 1, 10) as day, action, count(*) as n from events
      where action in ('cad.accepted', 'cad.rejected') group by 1, 2 order by 1`,
  );
  const days = new Map<string, { day: string; accepted: number; rejected: number }>();
  for (const { day, action, n } of byDay) {
    const entry = days.get(day) ?? { day, accepted: 0, rejected: 0 };
    entry[action === 'cad.accepted' ? 'accepted' : 'rejected'] = Number(n);
    days.set(day, entry);
  }
  return {
    figures,
    declarationsByDay: [...days.values()],
    rejectionsByCode: await rejectionsByCode(on),
    revenue: await revenue(on),
    statements: await statementsByDay(on),
  };
}

async function rejectionsByCode(on: Reader): Promise<{ code: string; count: number }[]> {
  const rows = await rowsOf<{ detail: string }>(
    on,
    sql`select detail from events where action = 'cad.rejected' order by seq`,
  );
  const counts = new Map<string, number>();
  for (const { detail } of rows) {
    const { codes } = JSON.parse(detail) as { codes: string[] };
    for (const code of new Set(codes)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
}

async function revenue(on: Reader): Promise<BusinessFigures['revenue']> {
  const balances = await trialBalance(on);
  return balances
    .filter(({ glAccount }) => glAccount.startsWith('3'))
    .map(({ glAccount, amountCents }) => ({
      account: glAccount,
      name: accountNames[glAccount] ?? { en: glAccount, fr: glAccount },
      amount: toWire(-amountCents),
    }));
}

async function statementsByDay(on: Reader): Promise<BusinessFigures['statements']> {
  const rows = await rowsOf<{ day: string; n: number; payable: number }>(
    on,
    sql`select issued_on as day, count(*) as n, sum(case when payable_cents > 0 then payable_cents else 0 end) as payable
      from statements group by issued_on order by issued_on`,
  );
  return rows.map(({ day, n, payable }) => ({
    issuedOn: day,
    count: Number(n),
    payable: toWire(Number(payable)),
  }));
}
