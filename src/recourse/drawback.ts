import { z } from '@hono/zod-openapi';
import { requireRight } from '../accounts/rights.ts';
import { commodityLines } from '../cad/declared-lines.ts';
import { openAmountOf } from '../cad/open-amount.ts';
import { toThousandths } from '../cad/quantity.ts';
import { findCad } from '../cad/store.ts';
import { type AssessedCad, amount, quantity } from '../cad/types.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { fromWire, sum } from '../money.ts';
import { record } from '../storage/events.ts';
import { nextNumber } from '../storage/next-number.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { type ClaimedLine, type DrawbackFinding, drawbackFindings } from './drawback-findings.ts';
import { type Drawback, drawbackOf, drawbackPurposes, type Exported, totalOf } from './drawback-rules.ts';
import {
  claimedBefore,
  type DrawbackClaim,
  type DrawbackLine,
  drawbackClaims,
  insertClaim,
} from './drawback-store.ts';

const transactionNumber = z.string().regex(/^\d{14}$/, { error: 'fourteen digits are expected' });

/** A claim for drawback (the old K32). */
export const DrawbackInput = z.strictObject({
  claimant: z.string().regex(/^\d{9}RM\d{4}$/, { error: 'a BN15 such as 123456782RM0001 is expected' }),
  purpose: z.enum(drawbackPurposes),
  destination: z.string().regex(/^[A-Z]{2}$/, { error: 'a two-letter country code is expected' }),
  exportedOn: z.iso.date(),
  /** Proof of export, such as the number of the export declaration, and of processing. */
  evidence: z.array(z.string().min(1).max(200)).min(1).max(50),
  /** Everybody else who could claim for these goods has waived it. */
  hasWaiver: z.boolean().default(false),
  lines: z
    .array(
      z.strictObject({
        transactionNumber,
        line: z.number().int().min(1).max(9999),
        quantity,
        /** In Canadian dollars, for goods that went to the United States or to Mexico. */
        dutyPaidAbroad: amount.optional(),
      }),
    )
    .min(1)
    .max(500),
});

export type DrawbackInput = z.infer<typeof DrawbackInput>;

/** The claim has findings: nothing of it was taken. */
export class DrawbackRefused extends DomainError {
  readonly kind = 'refused';
  readonly code = 'DRAWBACK_REFUSED';
  readonly findings: DrawbackFinding[];

  constructor(findings: DrawbackFinding[]) {
    super(
      {
        en: `The drawback claim has ${findings.length} finding(s); correct them and claim again`,
        fr: `La demande de drawback a ${findings.length} constatation(s); corrigez et demandez de nouveau`,
      },
      { findings },
    );
    this.findings = findings;
  }
}

/**
 * Claim drawback of duties on goods that were exported. It is worked out at once, and waits for an officer.
 *
 * @throws DrawbackRefused with every finding
 *
 * Law: Customs Tariff ss. 80, 95(6), 96, 97, 113, 119. Source: form K32.
 */
export async function claimDrawback(ctx: Context, input: DrawbackInput): Promise<DrawbackClaim> {
  const { reference } = await tariffOf(ctx.store);
  return ctx.store.inTransaction(async (tx) => {
    await requireRight(ctx, tx, 'cad:adjust', input.claimant);
    const today = ctx.clock.today();
    const years = reference.parameter('drawback-years', today).value.toNumber();
    const { lines, ...header } = input;
    const asked = lines.map((line) => ({
      ...line,
      quantityThousandths: toThousandths(line.quantity),
      dutyPaidAbroadCents: line.dutyPaidAbroad === undefined ? null : fromWire(line.dutyPaidAbroad),
    }));
    const worked = await workOut(tx, { ...header, today, years, claim: 0 }, asked);
    const { claimant, purpose, destination, exportedOn, evidence, hasWaiver } = header;
    const claim: DrawbackClaim = {
      id: await nextNumber(tx, drawbackClaims, drawbackClaims.id),
      ...{ claimant, purpose, destination, exportedOn, evidence, hasWaiver },
      state: 'UNDER_REVIEW',
      filedOn: today,
      filedBy: ctx.actor.id,
      ...{ decidedOn: null, decidedBy: null, rationale: '', documentId: null },
      totalCents: sum(worked.map((line) => line.drawbackCents)),
    };
    const rows = worked.map((line, index) => ({ ...line, claimId: claim.id, line: index + 1 }));
    await insertClaim(tx, claim, rows);
    await tell(tx, ctx, 'filed', claim, {});
    return claim;
  });
}

interface Claiming {
  claimant: string;
  purpose: Exported['purpose'];
  destination: string;
  exportedOn: string;
  hasWaiver: boolean;
  today: string;
  years: number;
  /** The claim itself, where it was filed before: what it claims does not count against it. */
  claim: number;
}

interface AskedLine {
  transactionNumber: string;
  line: number;
  quantityThousandths: number;
  dutyPaidAbroadCents: number | null;
}

/**
 * What each line of a claim comes to now.
 *
 * @throws DrawbackRefused with every finding
 */
export async function workOut(on: Reader, claiming: Claiming, asked: readonly AskedLine[]) {
  const findings: DrawbackFinding[] = [];
  const claimedHere = new Map<string, number>();
  const worked: Omit<DrawbackLine, 'claimId' | 'line'>[] = [];
  for (const [index, line] of asked.entries()) {
    const claimed = await claimedLine(on, claiming, line, `line[${index + 1}]`);
    const key = `${line.transactionNumber} ${line.line}`;
    const before = claimedHere.get(key) ?? 0;
    claimedHere.set(key, before + line.quantityThousandths);
    findings.push(...drawbackFindings({ ...claimed, leftThousandths: claimed.leftThousandths - before }));
    const { transactionNumber, quantityThousandths, dutyPaidAbroadCents } = line;
    const { given, drawbackCents } = claimed;
    const kept = { transactionNumber, quantityThousandths, dutyPaidAbroadCents, drawbackCents, given };
    worked.push({ ...kept, cadLine: line.line });
  }
  if (findings.length > 0) throw new DrawbackRefused(findings);
  return worked;
}

async function claimedLine(
  on: Reader,
  claiming: Claiming,
  asked: AskedLine,
  at: string,
): Promise<ClaimedLine & { given: Drawback }> {
  const { transactionNumber, line } = asked;
  const found = await findCad(on, transactionNumber);
  const cad = found?.status === 'WITHDRAWN' ? undefined : found;
  const base = { ...claiming, at, transactionNumber };
  const exported = cad && exportedOf(cad, claiming, { ...asked, cadLine: line });
  if (cad === undefined || exported === undefined) {
    const nothing = { cad: undefined, exported: undefined, drawbackCents: 0, leftThousandths: 0 };
    return { ...base, ...nothing, isSettled: false, given: {} };
  }
  const claimed = await claimedBefore(on, transactionNumber, line, claiming.claim);
  const given = drawbackOf(cad.lines[line - 1]!.assessment, exported);
  const isSettled = claiming.today > cad.dueOn && (await openAmountOf(on, cad)) <= 0;
  const leftThousandths = exported.importedThousandths - claimed;
  return { ...base, cad, exported, isSettled, given, drawbackCents: totalOf(given), leftThousandths };
}

/** The goods of one line of a claim, beside the line of a declaration that imported them; none if it has no such line. */
export function exportedOf(
  cad: AssessedCad,
  claim: Pick<DrawbackClaim, 'purpose' | 'destination'>,
  {
    cadLine,
    quantityThousandths,
    dutyPaidAbroadCents,
  }: Pick<DrawbackLine, 'cadLine' | 'quantityThousandths' | 'dutyPaidAbroadCents'>,
): Exported | undefined {
  const assessed = cad.lines[cadLine - 1]?.assessment;
  const declared = commodityLines(cad.declared)[cadLine - 1];
  const importedThousandths = toThousandths(declared?.quantity ?? '0');
  if (assessed === undefined || importedThousandths === 0) return undefined;
  return {
    ...claim,
    quantityThousandths,
    importedThousandths,
    isCusmaOrigin: ['UST', 'MXT'].includes(assessed.appliedTreatment),
    dutyPaidAbroad: dutyPaidAbroadCents ?? undefined,
  };
}

/** Tell the journal what became of a claim. */
export function tell(tx: Tx, ctx: Context, step: string, { id, claimant }: DrawbackClaim, detail: object) {
  const subject = `K32-${id}`;
  return record(tx, ctx, {
    action: `drawback.${step}`,
    subject,
    onBehalfOf: claimant,
    outcome: step,
    detail: { ...detail },
  });
}
