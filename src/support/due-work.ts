import type { DueWork } from '../clock/due-work.ts';
import { nextDaily, nextOfTimes } from '../clock/instants.ts';
import { closeTicket } from './handle-ticket.ts';
import { watchAll } from './monitors.ts';
import { ticketsToClose } from './store.ts';

const perSlice = 100;

/** Resolved tickets are closed after their business days of watching. Time of day: A-104. */
const closing: DueWork = {
  kind: 'tickets-closed',
  nextAfter: (instant) => nextDaily(instant, '07:30'),
  runSlice: async (tx, ctx, { dueAt, resumeAfter }) => {
    const page = { after: Number(resumeAfter), limit: perSlice };
    const due = await ticketsToClose(tx, dueAt.toPlainDate().toString(), page);
    for (const { number } of due) await closeTicket(tx, ctx, number);
    const units = due.length;
    return units < perSlice ? { units } : { units, resumeAfter: String(due.at(-1)!.id) };
  },
};

/** Monitors see at once what a trainer switches; what a schedule does they see when they look. Times of day: A-104. */
const watching: DueWork = {
  kind: 'monitors',
  nextAfter: (instant) => nextOfTimes(instant, ['06:00', '10:00', '14:00', '18:00']),
  runSlice: async (tx, ctx) => {
    await watchAll(tx, ctx);
    return { units: 0 };
  },
};

export const supportWork: readonly DueWork[] = [closing, watching];
