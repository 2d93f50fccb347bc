import type { CadInput } from '../../src/cad/types.ts';
import { type FunctionCode, partsOfDeclaration } from '../../src/edi/declaration-message.ts';
import { enclosed, writeInterchange } from '../../src/edi/envelope.ts';
import type { Syntax } from '../../src/edi/interchange.ts';
import { segmentsOfParts } from '../../src/edi/parts-of-segments.ts';
import { writeEdifact } from '../../src/edi/write-edifact.ts';

export interface AskedMessage {
  declared: CadInput;
  functionCode?: FunctionCode;
  version?: number;
  reasons?: readonly string[];
  rationale?: string;
}

/** What a partner's software sends: declarations as one interchange. */
export function anInterchange(reference: string, ...messages: readonly AskedMessage[]): string {
  const bodies = messages.map(({ declared, functionCode = '9', ...asked }, index) =>
    enclosed(
      String(index + 1),
      'CUSDEC',
      segmentsOfParts('declaration', partsOfDeclaration(declared, { functionCode, ...asked })),
    ),
  );
  return writeEdifact([
    {
      tag: 'UNB',
      elements: [['UNOC', '3'], ['PARTNER'], ['CARM-SIMULATION'], ['241104', '0800'], [reference]],
    },
    ...bodies.flat(),
    { tag: 'UNZ', elements: [[String(messages.length)], [reference]] },
  ]);
}

/** The same in XML. */
export function anXmlInterchange(reference: string, ...messages: readonly AskedMessage[]): string {
  const syntax: Syntax = 'XML';
  return writeInterchange(
    syntax,
    { recipient: 'CARM-SIMULATION', reference, at: '2024-11-04T08:00:00-05:00' },
    messages.map(({ declared, functionCode = '9', ...asked }) => ({
      kind: 'declaration',
      parts: partsOfDeclaration(declared, { functionCode, ...asked }),
    })),
  );
}
