import { setTimeout as wait } from 'node:timers/promises';
import type { Context, Reader, Tx } from '../context.ts';
import { type Bilingual, DomainError } from '../errors.ts';
import { type Condition, conditionAt, type PartnerName, partnerOf } from './partner.ts';

const names: Record<PartnerName, Bilingual> = {
  'exchange-rates': { en: 'The exchange-rate service', fr: 'Le service des taux de change' },
  'business-numbers': {
    en: 'The register of business numbers',
    fr: 'Le registre des numéros d’entreprise',
  },
  classification: { en: 'The classification service', fr: 'Le service de classement' },
  banks: { en: 'The bank', fr: 'La banque' },
  sureties: { en: 'The surety’s system', fr: 'Le système de la caution' },
  release: { en: 'The release system', fr: 'Le système de mainlevée' },
  portal: { en: 'The client portal', fr: 'Le portail client' },
  'edi-gateway': { en: 'The EDI gateway', fr: 'La passerelle EDI' },
  api: { en: 'The API', fr: 'L’API' },
};

/** An outside system that is needed, or the interface that was asked, does not answer. Nothing of the request was kept. */
export class PartnerUnavailable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'PARTNER_UNAVAILABLE';

  constructor(partner: PartnerName) {
    const { en, fr } = names[partner];
    super(
      { en: `${en} does not answer; try again later`, fr: `${fr} ne répond pas; réessayez plus tard` },
      { partner },
    );
  }
}

/**
 * Ask a partner before a transaction begins, and wait as long as it takes: there is one writer, which waits for nobody.
 * The wait is in real time, so that whoever asks feels it and the service levels count it; simulated time stands.
 *
 * @param subject what is asked about: of one thing asked twice at one instant the answer is the same
 * @throws PartnerUnavailable when it is down, or this request is among those that fail
 */
export async function askPartner(ctx: Context, name: PartnerName, subject: string): Promise<void> {
  await waitFor(ctx, name);
  if (!(await answers(ctx, ctx.store.read, name, subject))) throw new PartnerUnavailable(name);
}

/** Wait as long as a partner takes to answer, outside of any transaction. */
export async function waitFor(ctx: Context, name: PartnerName): Promise<void> {
  const { latencyMilliseconds } = await conditionOf(ctx, name);
  if (latencyMilliseconds > 0) await wait(latencyMilliseconds);
}

/** Whether a partner would answer now. For work that falls due, which does not wait but tries again another time. */
export async function answers(
  ctx: Context,
  on: Reader & Partial<Tx>,
  name: PartnerName,
  subject: string,
): Promise<boolean> {
  const { isDown, errorShare } = await conditionOf(ctx, name, on);
  if (isDown || errorShare === 0) return !isDown;
  return ctx.chance.child(`partner ${name} ${subject} ${ctx.clock.now()}`).fraction() >= errorShare;
}

/** How a partner answers now. Without a schedule nobody needs to know the time. */
async function conditionOf(ctx: Context, name: PartnerName, on?: Reader & Partial<Tx>): Promise<Condition> {
  const partner = await partnerOf(ctx.store, name, on);
  return partner.schedule.length === 0 ? partner : conditionAt(partner, ctx.clock.now());
}

let requests = 0;

/**
 * Let a request of a partner through one of CARM's own interfaces: late, where that is slow. Each request is another
 * subject, so that asking again may help.
 *
 * @throws PartnerUnavailable
 */
export async function enterBy(ctx: Context, name: 'portal' | 'edi-gateway' | 'api'): Promise<void> {
  requests += 1;
  await askPartner(ctx, name, `request ${requests}`);
}
