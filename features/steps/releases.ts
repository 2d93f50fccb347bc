import { Given, When } from '@cucumber/cucumber';
import { amendRelease } from '../../src/cad/amend-release.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { number?: string };

Given('(que )des marchandises sont dédouanées au compte de {word}', async function (this: W, name: string) {
  this.number = await this.release(name);
});

When('l’agence porte la mainlevée au compte de {word}', async function (this: W, name: string) {
  const change = { importer: this.accountOf(name), reason: 'Mauvais compte' };
  await this.attempt(async () => void (await amendRelease(this.system, this.number!, change)));
});

When('(que ){word} déclare ces marchandises', async function (this: W, name: string) {
  await submitCad(this.as(name), this.declaration(name, this.number!));
});
