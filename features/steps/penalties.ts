import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import type { Context } from '../../src/context.ts';
import { findDocument } from '../../src/ledger/documents.ts';
import { takeCorrectiveMeasure } from '../../src/penalties/corrective-measure.ts';
import { decideExtension } from '../../src/penalties/decide-extension.ts';
import { decideRedress } from '../../src/penalties/decide-redress.ts';
import { issuePenalty } from '../../src/penalties/issue-penalty.ts';
import { giveEvidence, giveReasons } from '../../src/penalties/reasons-and-evidence.ts';
import { applyForExtension, requestRedress } from '../../src/penalties/request-redress.ts';
import { findRedress, penaltiesOf } from '../../src/penalties/store.ts';
import { waiveLateAccounting } from '../../src/penalties/waive.ts';
import type { SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { penalty?: string };

async function penalise(this: W, name: string, contravention: string) {
  const penalty = await issuePenalty(officerOf(this), {
    programAccount: this.accountOf(name),
    contravention,
    subject: 'examination',
    committedOn: this.environment.clock.today(),
    issues: [1],
    isKeystroke: false,
    isRelated: true,
    reason: 'found on examination',
  });
  this.penalty = penalty.id;
}

When('an officer penalises {word} under {word}', penalise);
When('un agent sanctionne {word} en vertu de {word}', penalise);

When('an officer reduces the penalty to ${word}', async function (this: W, amount: string) {
  await this.attempt(async () => {
    const measure = { to: plain(amount), reason: 'first contravention of a new clerk' };
    await takeCorrectiveMeasure(officerOf(this), this.penalty!, measure);
  });
});

When('un agent renonce à la pénalité de {word}', async function (this: W, name: string) {
  const penalty = await onlyPenaltyOf(this, name);
  await waiveLateAccounting(officerOf(this), penalty.id, 'inondation');
});

When('{word} demande une décision', async function (this: W, name: string) {
  await this.attempt(
    async () => void (await requestRedress(this.as(name), this.penalty!, 'la caisse était vide')),
  );
});

When('{word} demande une prorogation', async function (this: W, name: string) {
  await this.attempt(
    async () => void (await applyForExtension(this.as(name), this.penalty!, 'maladie du commis')),
  );
});

When('un agent accorde la prorogation', async function (this: W) {
  await decideExtension(officerOf(this), this.penalty!, { isGranted: true, reason: 'maladie' });
});

When('un agent communique les motifs', async function (this: W) {
  await giveReasons(officerOf(this), this.penalty!, 'la caisse contenait des bottes');
});

When('{word} produit sa preuve', async function (this: W, name: string) {
  await giveEvidence(this.as(name), this.penalty!, 'une photographie');
});

When('un agent annule la sanction', async function (this: W) {
  await this.attempt(async () => {
    const decision = { decision: 'CANCELLED', reason: 'aucune infraction' } as const;
    await decideRedress(officerOf(this), this.penalty!, decision);
  });
});

Then(
  'the {word} penalty of {word} is payable by {word}',
  async function (this: W, code: string, name: string, date: string) {
    const penalty = await onlyPenaltyOf(this, name);
    const document = await findDocument(this.environment.store.read, penalty.documentId);
    assert.deepEqual([penalty.contravention, document?.dueOn], [code, date]);
  },
);

Then('le recours est à l’étape {word}', async function (this: W, step: string) {
  assert.equal((await findRedress(this.environment.store.read, this.penalty!))?.step, step);
});

function officerOf(world: W): Context {
  const scopes = new Set(['penalty:issue']);
  return world.environment.as({ id: 'officer', name: 'officer', kind: 'cbsa', scopes, channel: 'CCP' });
}

async function onlyPenaltyOf(world: W, name: string) {
  const page = { after: '', limit: 2 };
  const [penalty, ...others] = await penaltiesOf(world.environment.store.read, world.accountOf(name), page);
  assert.equal(others.length, 0, 'there is more than one penalty');
  return penalty!;
}

/** "2,000.00" in English and "2 000,00" in French are "2000.00". */
function plain(amount: string): string {
  const isFrench = /,\d\d$/.test(amount);
  return isFrench ? amount.replaceAll(/\s/g, '').replace(',', '.') : amount.replaceAll(',', '');
}
