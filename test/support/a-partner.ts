import type { CadInput } from '../../src/cad/types.ts';
import type { Ask } from './an-api.ts';
import { type AskedMessage, anInterchange } from './an-interchange.ts';

export interface CertificationCase {
  position: number;
  case: string;
  state: string;
  reason: { en: string; fr: string } | null;
  data: CadInput[];
}

export interface CertificationView {
  id: string;
  state: string;
  testAccount: string;
  progress: { passed: number; of: number };
  packages: { package: string; isOpen: boolean; cases: CertificationCase[] }[];
  failed: { position: number; reason: { en: string; fr: string } }[];
}

/** How a partner's software sends a declaration, changes it, withdraws it, and sends one twice. */
export interface Software {
  submit(declared: CadInput): Promise<void>;
  change(declared: CadInput, version: number, reasons?: readonly string[]): Promise<void>;
  withdraw(declared: CadInput, version: number): Promise<void>;
}

/** Software that speaks EDI: one message in each interchange. */
export function ediSoftware(ask: Ask, token: string, prefix = 'P'): Software {
  let count = 0;
  const send = async (message: AskedMessage) => {
    count += 1;
    const body = anInterchange(`${prefix}${count}`, message);
    await ask('POST', '/api/v1/edi/interchanges', {
      ...{ token, body, headers: { 'content-type': 'application/edifact' } },
    });
  };
  return {
    submit: (declared) => send({ declared }),
    change: (declared, version, reasons = []) => send({ declared, functionCode: '4', version, reasons }),
    withdraw: (declared, version) => send({ declared, functionCode: '1', version }),
  };
}

/** Software that speaks to the API. */
export function apiSoftware(ask: Ask, token: string): Software {
  const path = ({ transactionNumber }: CadInput) => `/api/v1/cads/${transactionNumber}`;
  const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });
  return {
    submit: async (declared) => void (await ask('POST', '/api/v1/cads', { token, body: declared })),
    change: async (declared, version, reasons = []) => {
      if (reasons.length === 0) {
        await ask('PUT', path(declared), { token, body: declared, headers: ifMatch(version) });
        return;
      }
      const body = { version, declared, reasons, rationale: 'The value was wrong.' };
      await ask('POST', `${path(declared)}/adjustments`, { token, body });
    },
    withdraw: async (declared, version) =>
      void (await ask('DELETE', path(declared), { token, headers: ifMatch(version) })),
  };
}

/** Send what one case asks for. */
export async function play(software: Software, { case: key, data }: CertificationCase): Promise<void> {
  for (const declared of data) await software.submit(declared);
  const [declared] = data as [CadInput];
  switch (key) {
    case 'correct':
      return software.change(worth(declared, '2000.00'), 1);
    case 'withdraw':
      return software.withdraw(declared, 1);
    case 'duplicate':
      return software.submit(declared);
    case 'missing-line':
      return software.change(worth(declared, '1000.00'), 1);
    case 'wrong-version':
      return software.change(declared, 2);
    case 'adjust':
      return software.change(worth(declared, '2000.00'), 1, ['R3-32.2.VFD']);
    default:
      return undefined;
  }
}

/** The declaration with its first line alone, worth so much. */
function worth(declared: CadInput, value: string): CadInput {
  const [invoice] = declared.invoices;
  const line = { ...invoice!.lines[0]!, valueForCurrencyConversion: value };
  return { ...declared, invoices: [{ ...invoice!, value, lines: [line] }] };
}

/** Take a certification to its end: package after package, each case as it is told. */
export async function takeCertification(
  ask: Ask,
  token: string,
  channel: 'EDI' | 'API',
  software: Software,
): Promise<CertificationView> {
  const applied = await ask('POST', '/api/v1/certifications', { token, body: { channel } });
  let view = applied.body as unknown as CertificationView;
  for (const name of ['valid', 'invalid', 'correction', 'volume']) {
    const opened = view.packages.find((each) => each.package === name);
    for (const each of opened?.cases ?? []) await play(software, each);
    const read = await ask('GET', `/api/v1/certifications/${view.id}`, { token });
    view = read.body as unknown as CertificationView;
  }
  return view;
}
