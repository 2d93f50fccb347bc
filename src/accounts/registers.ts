import { z } from '@hono/zod-openapi';
import { and, asc, eq, gt } from 'drizzle-orm';
import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Context, Reader } from '../context.ts';
import { InvalidInput } from '../errors.ts';
import { record } from '../storage/events.ts';
import { isProgramAccountNumber } from './identifiers.ts';
import { requireScope } from './rights.ts';

const isWarehouseLicence = (number: string) => /^\d{4}W\d{1,5}$/.test(number);

/** The CBSA's registers, and what a number of each looks like. */
const numbers = {
  /** Couriers, and importers, of the Courier Low Value Shipment Program. */
  clvs: isProgramAccountNumber,
  /** National Defence, and those who import for it. */
  defence: isProgramAccountNumber,
  warehouses: isWarehouseLicence,
  'csa-carriers': (number: string) => /^[A-Z0-9]{4}$/.test(number),
  'csa-drivers': (number: string) => /^[A-Z0-9-]{4,20}$/.test(number),
} as const satisfies Record<string, (number: string) => boolean>;

export type RegisterName = keyof typeof numbers;

export const registerNames = Object.keys(numbers) as [RegisterName, ...RegisterName[]];

export const registrations = sqliteTable(
  'registrations',
  {
    register: text('register').$type<RegisterName>().notNull(),
    number: text('number').notNull(),
    holder: text('holder').notNull(),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to'),
  },
  (table) => [primaryKey({ columns: [table.register, table.number] })],
);

export type Registration = typeof registrations.$inferSelect;

export const RegistrationInput = z.strictObject({
  holder: z.string().min(1).max(100),
  validFrom: z.iso.date().optional(),
  validTo: z.iso.date().nullable().default(null),
});

/**
 * Enter a number in a register of the CBSA, or change the days on which its entry is valid.
 *
 * Law: SOR/86-1062 ss. 7.1 to 7.3 (couriers), 10.2 (CSA carriers and drivers), 14 (National Defence); Customs Tariff
 * s. 91 (bonded warehouses are licensed). Assumption A-82: who is on a register is made up by the trainer.
 */
export async function enterInRegister(
  ctx: Context,
  register: RegisterName,
  number: string,
  input: z.infer<typeof RegistrationInput>,
): Promise<Registration> {
  requireScope(ctx, 'account:open');
  if (!numbers[register](number)) throw wrongNumber(register, number);
  const { holder, validTo } = input;
  const entry = { register, number, holder, validFrom: input.validFrom ?? ctx.clock.today(), validTo };
  return ctx.store.inTransaction(async (tx) => {
    await tx.db
      .insert(registrations)
      .values(entry)
      .onConflictDoUpdate({ target: [registrations.register, registrations.number], set: entry });
    await record(tx, ctx, { action: 'register.entered', subject: number, detail: { ...entry } });
    return entry;
  });
}

/** Whether a number has an entry in a register that is valid on a day. */
export async function isRegistered(
  on: Reader,
  register: RegisterName,
  number: string,
  date: string,
): Promise<boolean> {
  const isThis = and(eq(registrations.register, register), eq(registrations.number, number));
  const [entry] = await on.db.select().from(registrations).where(isThis);
  return entry !== undefined && entry.validFrom <= date && (entry.validTo === null || date <= entry.validTo);
}

/** The entries of a register by number, a page at a time. */
export async function entriesOf(
  on: Reader,
  register: RegisterName,
  page: { after: string; limit: number },
): Promise<Registration[]> {
  return on.db
    .select()
    .from(registrations)
    .where(and(eq(registrations.register, register), gt(registrations.number, page.after)))
    .orderBy(asc(registrations.number))
    .limit(page.limit);
}

function wrongNumber(register: RegisterName, number: string): InvalidInput {
  return new InvalidInput(
    {
      en: `${number} is not a number of the register ${register}`,
      fr: `${number} n’est pas un numéro du registre ${register}`,
    },
    { register, number },
  );
}
