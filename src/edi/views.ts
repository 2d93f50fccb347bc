import { z } from '@hono/zod-openapi';
import { FindingView } from '../cad/views.ts';
import { messageStatuses } from './outcome.ts';

const FaultView = z
  .object({
    code: z.string().openapi({ description: 'UN/EDIFACT code list 0085' }),
    segment: z.number().int().optional(),
    tag: z.string().optional(),
    element: z.number().int().optional(),
    component: z.number().int().optional(),
    path: z.string().optional().openapi({ description: 'In XML: the element' }),
    text: z.object({ en: z.string(), fr: z.string() }),
  })
  .openapi('EdiSyntaxFault');

const MessageView = z
  .object({
    reference: z.string(),
    transactionNumber: z.string(),
    functionCode: z.string(),
    version: z.number().int().nullable(),
    status: z.enum(messageStatuses),
    isDuplicate: z.boolean(),
    case: z.string().nullable(),
    calculated: z.record(z.string(), z.string()),
    findings: z.array(FindingView),
    faults: z.array(FaultView),
  })
  .openapi('EdiMessage');

export const InterchangeSummary = z
  .object({
    id: z.number().int(),
    syntax: z.enum(['EDIFACT', 'XML']),
    sender: z.string(),
    reference: z.string(),
    receivedAt: z.string(),
    state: z.enum(['RECEIVED', 'ANSWERED', 'DUPLICATE']),
    duplicateOf: z.number().int().nullable(),
    isReadable: z.boolean(),
    messages: z.number().int(),
    rejected: z.number().int(),
  })
  .openapi('InterchangeSummary');

export const InterchangeView = InterchangeSummary.extend({
  faults: z.array(FaultView).openapi({ description: 'Of the interchange itself: they reject it whole' }),
  outcomes: z.array(MessageView),
  content: z.string(),
  answer: z.string().nullable(),
}).openapi('Interchange');

export const OutboundSummary = z
  .object({
    id: z.number().int(),
    kind: z.enum(['RESPONSE', 'DAILY_NOTICE', 'STATEMENT', 'CHANGE']),
    about: z.string(),
    syntax: z.enum(['EDIFACT', 'XML']),
    createdAt: z.string(),
    acknowledgedAt: z.string().nullable(),
  })
  .openapi('OutboundSummary');

export const OutboundView = OutboundSummary.extend({ content: z.string() }).openapi('Outbound');
