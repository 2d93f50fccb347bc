import { bn9Of } from '../accounts/identifiers.ts';
import { authorityOf } from '../accounts/store.ts';
import { billingWork } from '../billing/due-work.ts';
import { type StatementSection, sectionOf } from '../billing/statement-sections.ts';
import { type DailyNotice, findStatement, noticesIssuedAt, type Statement } from '../billing/store.ts';
import { waitingTimes } from '../cad/due-work.ts';
import { versionsOf } from '../cad/store.ts';
import type { DueWork } from '../clock/due-work.ts';
import { instantText, nextOfTimes } from '../clock/instants.ts';
import type { Context, Tx } from '../context.ts';
import { documentsPostedOn, documentsStatedOn } from '../ledger/documents.ts';
import { type Document, isBilled } from '../ledger/tables.ts';
import { toWire } from '../money.ts';
import { type Event, eventsFor } from '../storage/events.ts';
import { responseParts } from './answer.ts';
import { awaitedResponses } from './awaited.ts';
import { type OutboundMessage, writeInterchange } from './envelope.ts';
import { flattened } from './parts.ts';
import {
  insertOutbound,
  type OutboundKind,
  putTransmission,
  type Transmission,
  transmissionsAfter,
} from './store.ts';
import { accepted } from './told.ts';

const accountsPerSlice = 40;

/**
 * What accounts have asked for. What billing makes is sent once it has made it, at the same instants: daily notices
 * Tuesday to Saturday after midnight and only where there was activity, statements on the 25th.
 *
 * Source: CBSA, daily notices and statements of account. Times of day: A-07.
 */
function sending(
  kind: string,
  nextAfter: DueWork['nextAfter'],
  send: (tx: Tx, ctx: Context, sent: Sending) => Promise<void>,
): DueWork {
  return {
    kind,
    nextAfter,
    runSlice: async (tx, ctx, { dueAt, resumeAfter }) => {
      const asked = await transmissionsAfter(tx, resumeAfter, accountsPerSlice);
      for (const transmission of asked) {
        if (await isStillEntitled(tx, ctx, transmission)) {
          await send(tx, ctx, { transmission, at: instantText(dueAt), on: dueAt.toPlainDate().toString() });
        }
      }
      const units = asked.length;
      return units < accountsPerSlice ? { units } : { units, resumeAfter: asked.at(-1)!.programAccount };
    },
  };
}

interface Sending {
  transmission: Transmission;
  at: string;
  on: string;
}

/** The account's own business, one that has its authority, or the CBSA. */
async function isStillEntitled(
  tx: Tx,
  ctx: Context,
  { party, programAccount }: Transmission,
): Promise<boolean> {
  const isBusiness = /^\d{9}$/.test(party);
  const own = bn9Of(programAccount);
  return !isBusiness || party === own || (await authorityOf(tx, party, own, ctx.clock.today())) !== undefined;
}

const whenBilled = (kind: string) => billingWork.find((work) => work.kind === kind)!.nextAfter;

const sendNotices = sending(
  'edi-daily-notices',
  whenBilled('daily-notice'),
  async (tx, _ctx, { transmission, at }) => {
    if (!transmission.dailyNotices) return;
    for (const notice of await noticesIssuedAt(tx, transmission.programAccount, at)) {
      const documents = await documentsPostedOn(tx, notice.programAccount, notice.postedOn);
      const about = `${notice.programAccount} ${notice.postedOn}`;
      await send(tx, { transmission, at }, 'DAILY_NOTICE', about, noticeMessage(notice, documents));
    }
  },
);

const sendStatements = sending(
  'edi-statements',
  whenBilled('statements'),
  async (tx, _ctx, { transmission, at, on }) => {
    if (!transmission.statements) return;
    const statement = await findStatement(tx, transmission.programAccount, on);
    if (statement === undefined) return;
    const documents = await documentsStatedOn(tx, statement.programAccount, on);
    const about = `${statement.programAccount} ${on}`;
    await send(tx, { transmission, at }, 'STATEMENT', about, statementMessage(statement, documents));
  },
);

const madeByTheAgency = ['cad.redetermination', 'cad.recalculation'];

const sendChanges = sending(
  'edi-changes',
  (instant) => nextOfTimes(instant, waitingTimes),
  async (tx, _ctx, { transmission, at }) => {
    const { programAccount: account, changesAfter: after } = transmission;
    if (after === null) return;
    const made = await eventsFor(tx, { account, after, actions: madeByTheAgency });
    for (const event of made) {
      await send(tx, { transmission, at }, 'CHANGE', event.subject, await changeMessage(tx, event));
    }
    const last = made.at(-1);
    if (last !== undefined) await putTransmission(tx, { ...transmission, changesAfter: last.seq });
  },
);

export const ediWork: readonly DueWork[] = [sendNotices, sendStatements, awaitedResponses, sendChanges];

async function send(
  tx: Tx,
  { transmission: { party, syntax }, at }: Pick<Sending, 'transmission' | 'at'>,
  kind: OutboundKind,
  about: string,
  message: OutboundMessage,
): Promise<void> {
  const content = (reference: string) =>
    writeInterchange(syntax, { recipient: party, reference, at }, [message]);
  await insertOutbound(tx, { party, kind, about, syntax, createdAt: at }, content);
}

/** In the form of a response, though nobody asked: the version and what it comes to. */
async function changeMessage(tx: Tx, { subject, detail, simulatedAt }: Event): Promise<OutboundMessage> {
  const { version } = JSON.parse(detail) as { version: number };
  const versions = await versionsOf(tx, subject);
  const made = versions.find((each) => each.version === version)!;
  const named = { reference: '', transactionNumber: subject, functionCode: replaced };
  return { kind: 'response', parts: responseParts(accepted(named, made), simulatedAt) };
}

/** UN/EDIFACT 1225: the version takes the place of the one before it. */
const replaced = '5';

function noticeMessage(notice: DailyNotice, documents: readonly Document[]): OutboundMessage {
  const { programAccount, postedOn, totalCents } = notice;
  const header = { programAccount, postedOn, total: toWire(totalCents) };
  const billed = documents.filter((each) => isBilled(each.code));
  return {
    kind: 'notice',
    parts: [{ group: 'header', values: flattened(header) }, ...billed.map((each) => entryPart(each))],
  };
}

function statementMessage(statement: Statement, documents: readonly Document[]): OutboundMessage {
  const { programAccount, issuedOn, periodStart, periodEnd, dueOn } = statement;
  const header = {
    ...{ programAccount, issuedOn, periodStart, periodEnd, dueOn },
    openingBalance: toWire(statement.openingCents),
    debits: toWire(statement.debitsCents),
    credits: toWire(statement.creditsCents),
    closingBalance: toWire(statement.closingCents),
    totalPayable: toWire(statement.payableCents),
  };
  return {
    kind: 'statement',
    parts: [
      { group: 'header', values: flattened(header) },
      ...documents.map((each) => entryPart(each, { section: sectionOf(each, statement) })),
    ],
  };
}

function entryPart(
  { code, reference, postedOn, dueOn, amountCents }: Document,
  more: { section?: StatementSection } = {},
) {
  return {
    group: 'entry',
    values: flattened({ code, reference, ...more, postedOn, dueOn, amount: toWire(amountCents) }),
  };
}
