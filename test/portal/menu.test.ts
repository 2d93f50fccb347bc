import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Environment, system } from '../../src/open-environment.ts';
import { bringInCast } from '../../src/population/cast.ts';
import { aCarm } from '../support/a-carm.ts';
import { aUser } from '../support/a-user.ts';
import { aStranger, aVisitor, type Visitor } from '../support/a-visitor.ts';

let environment: Environment;

beforeAll(async () => {
  environment = await aCarm();
  await bringInCast(environment.as(system));
});

afterAll(() => environment.close());

/** What the menu and the tabs of a page link to, without the language. */
function linksOf(text: string): string[] {
  const parts = text.match(/<nav class="(menu|tabs)"[\s\S]*?<\/nav>/g) ?? [];
  return parts.flatMap((part) => [...part.matchAll(/href="\/en([^"]*)"/g)].map(([, path]) => path!));
}

/** Every page to which menus and tabs lead from the start page, or another one, with its answer. */
async function walk(visitor: Visitor, from?: string): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const ahead = [from ?? (await visitor.open('')).leadsTo!];
  for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
    if (found.has(path)) continue;
    const { status, text } = await visitor.open(path);
    found.set(path, status);
    ahead.push(...linksOf(text));
  }
  return found;
}

describe('menus and tabs', () => {
  it.each([
    ['Alice Tremblay', ['/portal/payments/new', '/portal/business/sights'], ['/portal/agreements']],
    ['Ben Okafor', ['/portal/payments/new'], ['/portal/agreements']],
    ['Carmen Ruiz', ['/portal/payments'], ['/portal/payments/new', '/portal/payments/debit']],
    ['Denise Gagnon', ['/portal/security'], ['/portal/payments/clients']],
    ['Farid Haddad', ['/portal/payments/clients'], ['/portal/agreements']],
    ['Grace Lee', ['/portal/recourse/rulings'], ['/portal/payments/clients']],
    ['Harold Penner', ['/portal/agreements', '/portal/business'], ['/portal', '/portal/business/sights']],
    ['Olivia Martin', ['/cbsa/users'], ['/control']],
    ['Samuel Roy', ['/cbsa/users'], ['/control']],
    ['Theo Clarke', ['/control/journal', '/cbsa/users'], ['/portal']],
  ])('lead %s only where the page answers', async (name, some, none) => {
    const found = await walk(await aVisitor(environment, name));
    expect([...found].filter(([, status]) => status !== 200)).toEqual([]);
    expect([...found.keys()]).toEqual(expect.arrayContaining(some));
    expect([...found.keys()].filter((path) => none.includes(path))).toEqual([]);
  });

  it('lead a consultant, who sees no money of its client, past what is closed to it', async () => {
    const grace = await aVisitor(environment, 'Grace Lee');
    await grace.send('/switch-account', { account: '700010010RM0001', back: '/portal' });
    const found = await walk(grace);
    expect([...found].filter(([, status]) => status !== 200)).toEqual([]);
    expect(found.has('/portal/recourse/cases')).toBe(true);
    expect([...found.keys()].filter((path) => /financial|payments|security/.test(path))).toEqual([]);
  });

  it('lead an officer to all pages of the account it looks at', async () => {
    const here = '/cbsa/accounts/700010010RM0001';
    const found = await walk(await aVisitor(environment, 'Olivia Martin'), here);
    expect([...found].filter(([, status]) => status !== 200)).toEqual([]);
    const pages = ['', '/declarations', '/penalties', '/decisions'].map((path) => `${here}${path}`);
    expect([...found.keys()]).toEqual(expect.arrayContaining(pages));
  });

  it('are not there for whoever only reads at a surety: it begins with its business', async () => {
    const works = { bn9: '800010035', role: 'READER' } as const;
    const reader = await aStranger(environment, await aUser(environment, 'reader of a surety', { works }));
    const { leadsTo } = await reader.open('');
    expect([leadsTo, (await reader.open(leadsTo!)).status]).toEqual(['/portal/business', 200]);
  });
});
