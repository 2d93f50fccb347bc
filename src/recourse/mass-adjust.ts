import { z } from '@hono/zod-openapi';
import { requireRight } from '../accounts/rights.ts';
import type { Finding } from '../cad/findings.ts';
import { findCad, matchingCads } from '../cad/store.ts';
import type { CadInput } from '../cad/types.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { type Cents, sum } from '../money.ts';
import { record } from '../storage/events.ts';
import { judgeChange, nextCaseId, recordCase } from './cases.ts';
import { changedBy, MassChange } from './mass-change.ts';
import { insertMassAdjustment, type MassAdjustment, massAdjustmentCount } from './mass-store.ts';
import { insertCase, noParticulars, type RecourseCase } from './store.ts';

export const MassAdjustmentInput = z.strictObject({
  importer: z.string().regex(/^\d{9}RM\d{4}$/, { error: 'a BN15 such as 123456782RM0001 is expected' }),
  accountedFrom: z.iso.date().optional(),
  accountedTo: z.iso.date().optional(),
  transactions: z
    .array(z.string().regex(/^\d{14}$/, { error: 'fourteen digits are expected' }))
    .min(1)
    .max(5000)
    .optional(),
  change: MassChange,
  /** One set for all of them. */
  reasons: z.array(z.string().max(20)).min(1).max(10),
  rationale: z.string().min(1).max(2000),
});

export type MassAdjustmentInput = z.infer<typeof MassAdjustmentInput>;

/** A declaration as it would be changed. */
export interface ProposedAdjustment {
  transactionNumber: string;
  version: number;
  declared: CadInput;
  changeCents: Cents;
}

/** A declaration that cannot be changed so, and why. */
export interface RefusedAdjustment {
  transactionNumber: string;
  findings: Finding[];
}

export interface MassPreview {
  proposed: ProposedAdjustment[];
  refused: RefusedAdjustment[];
  changeCents: Cents;
}

/** No declaration past its payment due date says what is to be changed. */
export class NothingToAdjust extends DomainError {
  readonly kind = 'refused';
  readonly code = 'NOTHING_TO_ADJUST';

  constructor({ field, from }: MassChange) {
    super(
      {
        en: `No declaration chosen and past its due date has ${field} ${from}; what is not due is corrected`,
        fr: `Aucune déclaration choisie et échue n’a ${field} ${from}; ce qui n’est pas échu se corrige`,
      },
      { field, from },
    );
  }
}

/** One declaration that cannot be adjusted keeps all from being asked for. */
export class MassAdjustmentRefused extends DomainError {
  readonly kind = 'refused';
  readonly code = 'MASS_ADJUSTMENT_REFUSED';

  constructor(refused: readonly RefusedAdjustment[]) {
    const numbers = refused.slice(0, 5).map(({ transactionNumber }) => transactionNumber);
    super(
      {
        en: `${refused.length} declaration(s) cannot be adjusted so, ${numbers.join(', ')} among them; choose without them`,
        fr: `${refused.length} déclaration(s) ne peuvent être ainsi rajustées, dont ${numbers.join(', ')}; choisissez sans elles`,
      },
      { refused },
    );
  }
}

/** Refunds are asked for by themselves. */
export class MixedDirections extends DomainError {
  readonly kind = 'refused';
  readonly code = 'MIXED_DIRECTIONS';

  constructor() {
    super({
      en: 'Some declarations would be refunded and others would owe more; ask for refunds in a request of their own',
      fr: 'Des déclarations seraient remboursées et d’autres devraient davantage; demandez les remboursements dans une demande distincte',
    });
  }
}

const declarationsPerLook = 200;

/**
 * What a change of one value in many declarations of an importer would come to. Only those past their payment due date
 * are chosen: before it they are corrected. Nothing is written.
 *
 * @throws Forbidden
 */
export async function previewMassAdjustment(ctx: Context, input: MassAdjustmentInput): Promise<MassPreview> {
  const { read } = ctx.store;
  const { importer, accountedFrom, accountedTo, transactions } = input;
  await requireRight(ctx, read, 'cad:adjust', importer);
  const preview: MassPreview = { proposed: [], refused: [], changeCents: 0 };
  for (let after: string | undefined = ''; after !== undefined; ) {
    const rule = { importer, accountedFrom, accountedTo, transactions };
    const slice = await matchingCads(read, rule, { after, limit: declarationsPerLook });
    for (const number of slice.chosen) await lookAt(ctx, input, number, preview);
    after = slice.next;
    // Others are answered in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  preview.changeCents = sum(preview.proposed.map(({ changeCents }) => changeCents));
  return preview;
}

async function lookAt(
  ctx: Context,
  { change, reasons }: MassAdjustmentInput,
  transactionNumber: string,
  preview: MassPreview,
): Promise<void> {
  const { read } = ctx.store;
  const stored = (await findCad(read, transactionNumber))!;
  if (stored.status === 'WITHDRAWN' || ctx.clock.today() <= stored.dueOn) return;
  const declared = changedBy(change, stored.declared);
  if (declared === undefined) return;
  const { version } = stored;
  const asked = { transactionNumber, expectedVersion: version, declared, reasons };
  const { cad, findings } = await judgeChange(read, ctx, asked, 'ADJUSTMENT', false);
  if (cad === undefined) preview.refused.push({ transactionNumber, findings });
  else {
    const changeCents = cad.totalCents - stored.totalCents;
    preview.proposed.push({ transactionNumber, version, declared, changeCents });
  }
}

/**
 * Ask for one change in many declarations, with one set of reasons in law: a case for each of them, decided together.
 *
 * @throws NothingToAdjust, MassAdjustmentRefused with every finding, MixedDirections, CasePending, Forbidden
 *
 * Law: Customs Act ss. 32.2, 74. Source: form BSF987 (one set of reasons; refunds apart from amounts owing).
 */
export async function requestMassAdjustment(
  ctx: Context,
  input: MassAdjustmentInput,
): Promise<MassAdjustment> {
  const { proposed, refused, changeCents } = await previewMassAdjustment(ctx, input);
  if (refused.length > 0) throw new MassAdjustmentRefused(refused);
  if (proposed.length === 0) throw new NothingToAdjust(input.change);
  requireOneDirection(proposed.map((each) => each.changeCents));
  const { importer: importerBn15, change, reasons, rationale } = input;
  return ctx.store.inTransaction(async (tx) => {
    const row: MassAdjustment = {
      id: `MA${String((await massAdjustmentCount(tx)) + 1).padStart(6, '0')}`,
      ...{ importerBn15, change, reasons, rationale, changeCents, declarations: proposed.length },
      ...{ state: 'UNDER_REVIEW', askedOn: ctx.clock.today(), askedBy: ctx.actor.id },
      ...{ decidedOn: null, decidedBy: null, resumeAfter: '' },
    };
    await insertMassAdjustment(tx, row);
    for (const each of proposed) await openCase(tx, ctx, row, each);
    await record(tx, ctx, {
      action: 'mass-adjustment.requested',
      subject: row.id,
      onBehalfOf: importerBn15,
      detail: { ...change, declarations: proposed.length, changeCents },
    });
    return row;
  });
}

/** Amounts owing and neutral ones may go together. @throws MixedDirections */
export function requireOneDirection(changes: readonly Cents[]): void {
  const refunds = changes.filter((cents) => cents < 0);
  if (refunds.length > 0 && refunds.length < changes.length) throw new MixedDirections();
}

async function openCase(
  tx: Tx,
  ctx: Context,
  { id: massId, importerBn15, askedOn, askedBy, reasons, rationale }: MassAdjustment,
  { transactionNumber, version, declared }: ProposedAdjustment,
): Promise<void> {
  const row: RecourseCase = {
    id: await nextCaseId(tx, transactionNumber),
    ...noParticulars,
    ...{ kind: 'ADJUSTMENT', state: 'UNDER_REVIEW', massId },
    ...{ transactionNumber, importerBn15, baseVersion: version, declared },
    ...{ openedOn: askedOn, openedBy: askedBy, reasons, rationale },
    ...{ decidedOn: null, decidedBy: null, resultVersion: null },
  };
  await insertCase(tx, row);
  await recordCase(tx, ctx, 'requested', row);
}
