import { finding, isFindingCode } from '../cad/findings.ts';
import { findCad } from '../cad/store.ts';
import { CadRejected } from '../cad/submit.ts';
import type { Event } from '../storage/events.ts';
import type { World } from './step-library.ts';

type Bind = (world: World, event: Event) => Promise<void> | void;

const declaration: Bind = async (world, { subject }) => {
  const accepted = await findCad(world.environment.store.read, subject);
  Object.assign(world, { number: subject, accepted, cad: accepted?.declared, refusal: undefined });
};

const named =
  (field: string): Bind =>
  (world, { subject }) => {
    world[field] = subject;
  };

/** What later steps know of an event by the fields that the step would have kept. */
const bindings: Record<string, Bind> = {
  'cad.accepted': declaration,
  'cad.correction': declaration,
  'cad.adjustment': declaration,
  'cad.withdrawal': declaration,
  'cad.rejected': (world, { subject, detail }) => {
    const { codes } = JSON.parse(detail) as { codes: string[] };
    const findings = codes.filter(isFindingCode).map((code) => finding(code, 'declaration'));
    Object.assign(world, { accepted: undefined, refusal: new CadRejected(subject, findings) });
  },
  'payment.received': named('paid'),
  'ticket.opened': named('ticket'),
  'adjustment.requested': named('case'),
  'dispute.requested': named('case'),
};

/** Let the steps that follow know what somebody did, from the journal alone. */
export async function bind(world: World, event: Event): Promise<void> {
  await bindings[event.action]?.(world, event);
}
