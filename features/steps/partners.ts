import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { issueBusinessNumber } from '../../src/accounts/business-numbers.ts';
import { registerBusiness } from '../../src/accounts/open-account.ts';
import { findBusiness } from '../../src/accounts/store.ts';
import type { PartnerName } from '../../src/partners/partner.ts';
import { sendRelease } from '../../src/release/send-release.ts';
import { releasesOf } from '../../src/release/store.ts';
import { switchSystem } from '../../src/support/monitors.ts';
import type { SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { bn9?: string };

const systems: Record<string, PartnerName> = {
  'the release system': 'release',
  'the bank': 'banks',
  'la banque': 'banks',
  'le registre des numéros d’entreprise': 'business-numbers',
  'le système de la caution': 'sureties',
};

for (const [words, name] of Object.entries(systems)) {
  const isFrench = words.startsWith('l');
  Given(`${words} ${isFrench ? 'est en panne' : 'is down'}`, async function (this: W) {
    await this.environment.store.inTransaction((tx) =>
      switchSystem(tx, this.trainer, name, { isDown: true }),
    );
  });
  When(`${words} ${isFrench ? 'répond de nouveau' : 'comes back'}`, async function (this: W) {
    await this.environment.store.inTransaction((tx) => switchSystem(tx, this.trainer, name, {}));
  });
}

When('goods of {word} are released at the border', async function (this: W, name: string) {
  await sendRelease(this.system, this.releaseMessage(name));
});

async function releasedOn(carm: W, name: string): Promise<string[]> {
  const page = { after: '', limit: 10 };
  const releases = await releasesOf(carm.environment.store.read, [carm.accountOf(name)], page);
  return releases.map((each) => each.releasedAt.slice(0, 10));
}

Then('CARM knows of no release of {word}', async function (this: W, name: string) {
  assert.deepEqual(await releasedOn(this, name), []);
});

Then(
  'CARM knows that goods of {word} were released on {word}',
  async function (this: W, name: string, date: string) {
    assert.deepEqual(await releasedOn(this, name), [date]);
  },
);

async function issues(this: W, legalName: string): Promise<void> {
  this.bn9 = (await issueBusinessNumber(this.system, legalName)).bn9;
}
Given('the register issued a business number to {string}', issues);
Given(/^le registre a attribué un numéro d’entreprise à « (.+) »$/, issues);

async function registers(this: W, legalName: string): Promise<void> {
  const firm = { kind: 'importer', language: 'en', province: 'QC', address: '' } as const;
  await this.attempt(
    async () => void (await registerBusiness(this.system, { bn9: this.bn9!, legalName, ...firm })),
  );
}
When('{string} is registered under that number', registers);
When(/^(?:l’)?on inscrit « (.+) » sous ce numéro$/, registers);

async function isRegistered(this: W): Promise<void> {
  assert.notEqual(await findBusiness(this.environment.store.read, this.bn9!), undefined);
}
Then('it is registered', isRegistered);
Then('l’inscription est faite', isRegistered);
