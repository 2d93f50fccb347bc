import { bn9Of } from '../accounts/identifiers.ts';
import type { Actor, Channel, Context, Store, Tx } from '../context.ts';
import { record } from '../storage/events.ts';
import { knownValue } from '../storage/known-value.ts';

/** What makes an environment a sandbox for integrators; the trainer switches it. */
export interface Sandbox {
  /** Declarations come by EDI and API from certified software alone. */
  requiresCertification: boolean;
  /** Magic values force an outcome. */
  magicValues: boolean;
  /** Who may use which channel, such as "EDI 100000017". */
  certified: readonly string[];
  /** Businesses made for certification: for them a channel is always open. */
  testClients: readonly string[];
}

const asItBegins: Sandbox = {
  requiresCertification: false,
  magicValues: false,
  certified: [],
  testClients: [],
};

const known = knownValue<Sandbox>('sandbox', (saved) => (saved as Sandbox | undefined) ?? asItBegins);

/** At once where it is known: every declaration asks. */
export function sandboxOf(store: Store): Sandbox | Promise<Sandbox> {
  return known.of(store);
}

/** Change the sandbox in one transaction with what leads to it. */
export async function changeSandbox<T>(
  ctx: Context,
  work: (tx: Tx, before: Sandbox) => Promise<{ sandbox: Sandbox; result: T }>,
): Promise<T> {
  return ctx.store.inTransaction(async (tx) => {
    const { sandbox, result } = await work(tx, await known.of(ctx.store, tx));
    await known.put(tx, ctx.store, sandbox);
    return result;
  });
}

/** The trainer's two switches. */
export async function switchSandbox(
  ctx: Context,
  switches: Pick<Sandbox, 'requiresCertification' | 'magicValues'>,
): Promise<Sandbox> {
  return changeSandbox(ctx, async (tx, before) => {
    const sandbox = { ...before, ...switches };
    await record(tx, ctx, { action: 'sandbox.switched', subject: ctx.environment, detail: { ...switches } });
    return { sandbox, result: sandbox };
  });
}

/**
 * Whether a channel is open to an actor for an importer: it is, unless certification is required and lacking.
 * Assumption A-47: it is asked of whoever submits or changes a declaration, not of whoever withdraws one.
 */
export function isOpenTo(sandbox: Sandbox, { kind, bn9, channel }: Actor, importer: string): boolean {
  if (!sandbox.requiresCertification || kind !== 'partner' || channel === 'CCP') return true;
  const isTest = sandbox.testClients.includes(bn9Of(importer));
  return isTest || sandbox.certified.includes(certificateOf(channel, bn9 ?? ''));
}

export function certificateOf(channel: Channel, bn9: string): string {
  return `${channel} ${bn9}`;
}
