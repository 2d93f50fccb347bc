import { businessNumberFrom, programAccountFrom } from '../accounts/identifiers.ts';
import { requireScope } from '../accounts/rights.ts';
import { findBusiness, insertAccount, insertBusiness, insertDelegation } from '../accounts/store.ts';
import type { Context, Tx } from '../context.ts';
import { changeSandbox } from '../sandbox/sandbox.ts';
import { lastSeq, record } from '../storage/events.ts';
import { packages } from './certification-cases.ts';
import {
  type Certification,
  type CertifiedChannel,
  certificationCount,
  insertCertification,
  updateCertification,
} from './certification-store.ts';
import { partyOf } from './party.ts';
import { openPackage } from './prepare.ts';

/**
 * Apply for the certification of one's software on a channel. The system prepares a test client at once: a business
 * with an account, on whose behalf the partner may act, transaction numbers of its own, and the first package.
 *
 * Source: CBSA, become an EDI client (apply, client profile, acceptance testing, go live); the rest is simulated.
 */
export async function applyForCertification(ctx: Context, channel: CertifiedChannel): Promise<Certification> {
  requireScope(ctx, 'certification:take');
  return changeSandbox(ctx, async (tx, before) => {
    const count = (await certificationCount(tx)) + 1;
    const testAccount = await openTestClient(tx, ctx, count);
    const applied: Certification = {
      id: `C${String(count).padStart(6, '0')}`,
      ...{ party: partyOf(ctx), channel, state: 'APPLIED', appliedAt: ctx.clock.now() },
      ...{ testAccount, securityNumber: `9${String(count % 10_000).padStart(4, '0')}`, nextSerial: 1 },
      ...{ afterSeq: await lastSeq(tx), certifiedAt: null, liveAt: null },
    };
    await insertCertification(tx, applied);
    await recordState(tx, ctx, applied);
    const profiled: Certification = { ...applied, state: 'PROFILE_CREATED' };
    await updateCertification(tx, applied.id, { state: profiled.state });
    await recordState(tx, ctx, profiled);
    const result = await openPackage(tx, ctx, profiled, packages[0]);
    const testClients = [...before.testClients, testAccount.slice(0, 9)];
    return { sandbox: { ...before, testClients }, result };
  });
}

/** Tell the journal what state a certification is in. */
export function recordState(tx: Tx, ctx: Context, { id, channel, party, state }: Certification) {
  const action = `certification.${state.toLowerCase().replaceAll('_', '-')}`;
  return record(tx, ctx, { action, subject: id, detail: { channel, party } });
}

const firstTestNumber = 91_000_000;

async function openTestClient(tx: Tx, ctx: Context, count: number): Promise<string> {
  let serial = firstTestNumber + count;
  while ((await findBusiness(tx, businessNumberFrom(String(serial)))) !== undefined) serial += 1;
  const bn9 = businessNumberFrom(String(serial));
  const bn15 = programAccountFrom(bn9, 1);
  const legalName = `Test client ${count} / Client d’essai ${count} (fictitious / fictif)`;
  await insertBusiness(tx, { bn9, legalName, kind: 'importer', language: 'en', province: 'ON' });
  const openedOn = ctx.clock.today();
  await insertAccount(tx, {
    ...{ bn15, bn9, profile: 'IMPORTER', hasRpp: true, offsetting: 'PROGRAM_ONLY', openedOn },
  });
  if (ctx.actor.bn9 !== undefined) {
    await insertDelegation(tx, {
      ...{ brokerBn9: ctx.actor.bn9, importerBn9: bn9, validFrom: openedOn, validTo: null },
    });
  }
  return bn15;
}
