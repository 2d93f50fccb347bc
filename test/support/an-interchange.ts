import type { CadInput } from '../../src/cad/types.ts';
import { type FunctionCode, partsOfDeclaration } from '../../src/edi/declaration-message.ts';
import { writeInterchange } from '../../src/edi/envelope.ts';
import { ourAddress, type Syntax } from '../../src/edi/interchange.ts';

export interface AskedMessage {
  declared: CadInput;
  functionCode?: FunctionCode;
  version?: number;
  reasons?: readonly string[];
  rationale?: string;
  reasonToBelieveOn?: string;
  perishableNoticedOn?: string;
}

/** What a partner's software sends: declarations as one interchange. */
export function anInterchange(reference: string, ...messages: readonly AskedMessage[]): string {
  return written('EDIFACT', reference, messages);
}

/** The same in XML. */
export function anXmlInterchange(reference: string, ...messages: readonly AskedMessage[]): string {
  return written('XML', reference, messages);
}

function written(syntax: Syntax, reference: string, messages: readonly AskedMessage[]): string {
  const at = '2024-11-04T08:00:00-05:00';
  const envelope = { sender: 'PARTNER', recipient: ourAddress, reference, at };
  return writeInterchange(
    syntax,
    envelope,
    messages.map(({ declared, functionCode = '9', ...asked }) => ({
      kind: 'declaration',
      parts: partsOfDeclaration(declared, { functionCode, ...asked }),
    })),
  );
}
