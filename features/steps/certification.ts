import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { correctCad } from '../../src/cad/correct.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { CadInput } from '../../src/cad/types.ts';
import { withdrawCad } from '../../src/cad/withdraw.ts';
import { applyForCertification } from '../../src/edi/apply.ts';
import { type Followed, readCertification, retryCase } from '../../src/edi/certification.ts';
import { caseAt, packages } from '../../src/edi/certification-cases.ts';
import type { CaseAttempt } from '../../src/edi/certification-store.ts';
import { newestAttempts } from '../../src/edi/follow.ts';
import { exampleOf } from '../../src/edi/prepare.ts';
import { DomainError } from '../../src/errors.ts';
import { requestAdjustment } from '../../src/recourse/adjust.ts';
import { switchSandbox } from '../../src/sandbox/sandbox.ts';
import { play, type Software } from '../../test/support/a-partner.ts';
import type { SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { certification?: string; partner?: string };

/** Software that goes on whatever it is answered. */
function software(world: W): Software {
  const ctx = world.as(world.partner!);
  const send = async (work: Promise<unknown>) => {
    try {
      await work;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  };
  return {
    submit: (declared) => send(submitCad(ctx, declared)),
    change: (declared, version, reasons = []) => {
      const { transactionNumber } = declared;
      if (reasons.length === 0) return send(correctCad(ctx, transactionNumber, version, declared));
      const asked = {
        transactionNumber,
        expectedVersion: version,
        declared,
        reasons,
        rationale: 'It was wrong.',
      };
      return send(requestAdjustment(ctx, asked));
    },
    withdraw: (declared, version) => send(withdrawCad(ctx, declared.transactionNumber, version)),
  };
}

const follow = (world: W): Promise<Followed> =>
  readCertification(world.as(world.partner!), world.certification!);

function dataOf(world: W, { certification }: Followed, { position, numbers }: CaseAttempt): CadInput[] {
  const today = world.environment.clock.today();
  return numbers.map((number) => exampleOf(caseAt(position)!, certification, number, today));
}

async function casesOf(world: W, name: string) {
  const followed = await follow(world);
  const attempts = newestAttempts(followed.attempts).filter(
    (attempt) => caseAt(attempt.position)!.package === name,
  );
  return attempts.map((attempt) => ({
    ...{ position: attempt.position, case: attempt.caseKey, state: attempt.state, reason: null },
    data: dataOf(world, followed, attempt),
  }));
}

async function playPackage(world: W, name: string, with_ = software(world)): Promise<void> {
  for (const each of await casesOf(world, name)) await play(with_, each);
}

Given('only certified software may declare', async function (this: W) {
  await switchSandbox(this.trainer, { requiresCertification: true, magicValues: false });
});

When('{word} applies for certification by API', async function (this: W, name: string) {
  this.partner = name;
  this.certification = (await applyForCertification(this.as(name), 'API')).id;
});

When('her software does all that it is told', async function (this: W) {
  for (const name of packages) await playPackage(this, name);
  await follow(this);
});

When('her software does all that it is told of the package {word}', async function (this: W, name: string) {
  await playPackage(this, name);
});

When('her software names the wrong office in the first case', async function (this: W) {
  const [first] = await casesOf(this, 'valid');
  await software(this).submit({ ...first!.data[0]!, office: '9999' });
});

When('the first case is tried again', async function (this: W) {
  await retryCase(this.as(this.partner!), this.certification!, 1);
  const [first] = await casesOf(this, 'valid');
  await play(software(this), first!);
});

When(
  '{word} demande la certification et son logiciel fait {int} erreurs dans le lot de volume',
  async function (this: W, name: string, errors: number) {
    this.partner = name;
    this.certification = (await applyForCertification(this.as(name), 'API')).id;
    for (const each of packages.slice(0, -1)) await playPackage(this, each);
    let sent = 0;
    const own = software(this);
    const submit = (declared: CadInput) => {
      sent += 1;
      return own.submit(sent > errors ? declared : { ...declared, office: '9999' });
    };
    await playPackage(this, 'volume', { ...own, submit });
  },
);

async function isInState(this: W, state: string): Promise<void> {
  assert.equal((await follow(this)).certification.state, state);
}
Then('the certification is {word}', isInState);
Then('la certification est {word}', isInState);

Then(
  'she is told {int} case(s) of the package {word}',
  async function (this: W, count: number, name: string) {
    assert.equal((await casesOf(this, name)).length, count);
  },
);

Then('the first case is {word}', async function (this: W, state: string) {
  assert.equal(newestAttempts((await follow(this)).attempts)[0]?.state, state);
});

Then('the first case has {word}, for {string}', async function (this: W, state: string, reason: string) {
  const [first] = newestAttempts((await follow(this)).attempts);
  assert.deepEqual([first?.state, first?.reasonEn?.split(': ')[1]], [state, reason]);
});
