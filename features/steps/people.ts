import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import {
  type AuthorityRequest,
  approveAuthority,
  askForAuthority,
  revokeAuthority,
} from '../../src/accounts/authority.ts';
import { bn9Of } from '../../src/accounts/identifiers.ts';
import { findBusiness } from '../../src/accounts/store.ts';
import { toWire } from '../../src/money.ts';
import {
  answerQuestion,
  askForInformation,
  assignRuling,
  decideRuling,
  requestRuling,
  withdrawRuling,
} from '../../src/rulings/request.ts';
import { rulingBy } from '../../src/rulings/store.ts';
import {
  approveAccess,
  askForAccess,
  giveRole,
  rejectAccess,
  removeEmployee,
} from '../../src/users/access.ts';
import { actorFor } from '../../src/users/actors.ts';
import { createProfile } from '../../src/users/profile.ts';
import { registerExistingClient } from '../../src/users/register-business.ts';
import { type AccessRequest, membershipsOf, type Role, type User } from '../../src/users/store.ts';
import type { SimulatedCarm } from './world.ts';

type W = SimulatedCarm & {
  people?: Map<string, User>;
  request?: AccessRequest;
  authority?: AuthorityRequest;
  ruling?: number;
};

async function aPerson(this: W, name: string): Promise<void> {
  const user = await createProfile(this.environment.as(visitor), {
    ...{ name, email: `${name.toLowerCase()}@cast.example`, password: 'rehearse-with-carm' },
    language: 'en',
  });
  this.people = (this.people ?? new Map()).set(name, user);
}
Given('a person {word} with a profile in the portal', aPerson);
Given('une personne {word} qui a un profil au portail', aPerson);

const visitor = {
  id: 'visitor',
  name: 'visitor',
  kind: 'partner' as const,
  scopes: new Set<string>(),
  channel: 'CCP' as const,
};

function personOf(world: W, name: string): User {
  const user = world.people?.get(name);
  if (user === undefined) throw new Error(`nobody is called ${name}`);
  return user;
}

/** What a person does for a business that it works for. */
async function asEmployee(world: W, name: string, businessName: string) {
  const { read } = world.environment.store;
  const user = personOf(world, name);
  const business = (await findBusiness(read, bn9Of(world.accountOf(businessName))))!;
  return world.environment.as(await actorFor(read, user, business, await membershipsOf(read, user.id)));
}

/** What the business account manager of a business does. */
function asManager(world: W, name: string) {
  const { actor } = world.as(name);
  return world.environment.as({ ...actor, scopes: new Set([...actor.scopes, 'access:manage']) });
}

async function roleOf(world: W, name: string, businessName: string): Promise<Role | undefined> {
  const memberships = await membershipsOf(world.environment.store.read, personOf(world, name).id);
  return memberships.find(({ bn9 }) => bn9 === bn9Of(world.accountOf(businessName)))?.role;
}

async function register(world: W, name: string, businessName: string, answers: object): Promise<void> {
  const business = (await findBusiness(world.environment.store.read, bn9Of(world.accountOf(businessName))))!;
  await world.attempt(async () => {
    await registerExistingClient(world.environment.as(visitor), personOf(world, name).id, {
      ...{ program: world.accountOf(businessName), legalName: business.legalName },
      ...{ address: business.address ?? '', ...answers },
    });
  });
}

When(
  '{word} registers the business of {word} with its latest payment alone',
  async function (this: W, name: string, business: string) {
    await register(this, name, business, { lastPayment: '20.00' });
  },
);

When(
  '{word} registers the business of {word} with its latest payment and the total of its declaration',
  async function (this: W, name: string, business: string) {
    const { transactionNumber, totalCents } = this.accepted!;
    const transactionTotal = toWire(totalCents);
    await register(this, name, business, { lastPayment: '20.00', transactionNumber, transactionTotal });
  },
);

Then(
  '{word} is the business account manager of {word}',
  async function (this: W, name: string, business: string) {
    assert.equal(this.refusal, undefined, `${this.refusal?.message}`);
    assert.equal(await roleOf(this, name, business), 'BAM');
  },
);

async function worksNot(this: W, name: string, business: string): Promise<void> {
  assert.equal(await roleOf(this, name, business), undefined);
}
Then('{word} does not work for {word}', worksNot);
Then('{word} ne travaille pas pour {word}', worksNot);

Given(
  '{word} est gestionnaire de compte d’entreprise de {word}',
  async function (this: W, name: string, business: string) {
    const bn9 = bn9Of(this.accountOf(business));
    await this.environment.store.inTransaction((tx) =>
      giveRole(tx, personOf(this, name).id, bn9, { role: 'BAM', programs: [] }),
    );
  },
);

When(
  '{word} demande l’accès à l’entreprise de {word}',
  async function (this: W, name: string, business: string) {
    const bn9 = bn9Of(this.accountOf(business));
    const ctx = this.environment.as(visitor);
    this.request = await askForAccess(ctx, personOf(this, name).id, { bn9, comment: '' });
  },
);

When('{word} approuve la demande comme lecteur', async function (this: W, name: string) {
  const ctx = await asEmployee(this, name, 'Anne');
  await approveAccess(ctx, this.request!.id, { role: 'READER', programs: [] });
});

When('{word} rejette la demande', async function (this: W, name: string) {
  await rejectAccess(await asEmployee(this, name, 'Anne'), this.request!.id);
});

When('{word} quitte l’entreprise de {word}', async function (this: W, name: string, business: string) {
  const ctx = await asEmployee(this, name, business);
  await this.attempt(() => removeEmployee(ctx, personOf(this, name).id, bn9Of(this.accountOf(business))));
});

Then('{word} est lecteur pour {word}', async function (this: W, name: string, business: string) {
  assert.equal(await roleOf(this, name, business), 'READER');
});

When('{word} asks {word} for authority', async function (this: W, provider: string, client: string) {
  this.authority = await askForAuthority(asManager(this, provider), {
    ...{ importerBn9: bn9Of(this.accountOf(client)), programs: [], visibility: 3 },
    ...{ validTo: null, comment: '' },
  });
});

When('{word} approves the authority', async function (this: W, client: string) {
  const terms = { programs: [], visibility: 3 as const };
  await this.attempt(() => approveAuthority(asManager(this, client), this.authority!.id, terms));
});

When('{word} revokes the authority', async function (this: W, client: string) {
  await revokeAuthority(asManager(this, client), this.authority!.id);
});

When(
  '{word} demande une décision sur le classement de ses marchandises',
  async function (this: W, name: string) {
    const ruling = await requestRuling(this.as(name), {
      ...{ programAccount: this.accountOf(name), kind: 'TARIFF', goods: 'Pièces de moteur' },
      ...{ details: 'Quel numéro?', portOfEntry: '', earlierReference: '' },
      ...{ wasImportedBefore: false, isContinuing: false, consentsToPublish: true },
    });
    this.ruling = ruling.id;
  },
);

When('un agent prend la demande en charge', async function (this: W) {
  await assignRuling(this.system, this.ruling!);
});

When('un agent rend la décision {string}', async function (this: W, decision: string) {
  await decideRuling(this.system, this.ruling!, decision);
});

When('un agent demande des renseignements', async function (this: W) {
  await askForInformation(this.system, this.ruling!, 'De quelle matière?');
});

When('{word} donne les renseignements', async function (this: W, name: string) {
  await answerQuestion(this.as(name), this.ruling!, 'En acier.');
});

When('{word} retire la demande de décision', async function (this: W, name: string) {
  await this.attempt(() => withdrawRuling(this.as(name), this.ruling!));
});

Then('la demande de décision est à l’état {word}', async function (this: W, status: string) {
  assert.equal((await rulingBy(this.environment.store.read, this.ruling!)).status, status);
});

Then('la décision de {word} dit {string}', async function (this: W, _name: string, decision: string) {
  assert.equal((await rulingBy(this.environment.store.read, this.ruling!)).decision, decision);
});
