import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Bilingual } from '../errors.ts';
import { seedsFolder } from '../reference/seeds.ts';

/** The kinds of message that the table describes. */
export type MessageKind = 'declaration' | 'response' | 'statement' | 'notice' | 'remittance';

/** A place in a segment, both counted from 1: the segment's tag is no element. */
export interface At {
  element: number;
  component: number;
}

export type Format =
  | 'text'
  | 'long'
  | 'number'
  | 'flag'
  | 'date'
  | 'month'
  | 'list'
  | 'position'
  | 'constant';

/** Where one of our fields stands in both syntaxes. */
export interface Field {
  field: string;
  segment: string;
  /** What tells segments of one tag apart, and where it stands. */
  qualifier: string;
  qualifierAt: At | undefined;
  valueAt: At;
  xml: readonly string[];
  format: Format;
  name: Bilingual;
}

/** A part of a message that may come several times: it begins with a segment of its own, and is an element of its own. */
export interface Group {
  name: string;
  start: string;
  xml: readonly string[];
  fields: Field[];
}

interface Row {
  message: MessageKind;
  group: string;
  field: string;
  segment: string;
  qualifier: string;
  qualifier_at: string;
  value_at: string;
  xml: string;
  format: Format | 'group';
  name_en: string;
  name_fr: string;
}

const rows = parse(readFileSync(join(seedsFolder, 'edi', 'mapping.csv'), 'utf8'), {
  columns: true,
}) as Row[];

/**
 * The one table that both syntaxes are read and written by. It is made in the style of CUSDEC, CUSRES and the WCO data
 * model, and conforms to none: the CBSA's own tables are not public. A partner fits it to its own by changing the file. Assumption A-40.
 */
const groups = new Map<MessageKind, Group[]>();

for (const row of rows) {
  const ofMessage = groups.get(row.message) ?? [];
  groups.set(row.message, ofMessage);
  if (row.format === 'group') {
    ofMessage.push({ name: row.group, start: row.segment, xml: row.xml.split('/'), fields: [] });
  } else ofMessage.find((group) => group.name === row.group)!.fields.push(toField(row, row.format));
}

/** The groups of a message, each inside the one before it. */
export function groupsOf(message: MessageKind): readonly Group[] {
  return groups.get(message)!;
}

/** The table as a partner reads it. */
export function mappingRows(): readonly Row[] {
  return rows;
}

function toField(row: Row, format: Format): Field {
  return {
    field: row.field,
    segment: row.segment,
    qualifier: row.qualifier,
    qualifierAt: row.qualifier_at === '' ? undefined : toAt(row.qualifier_at),
    valueAt: toAt(row.value_at),
    xml: row.xml === '' ? [] : row.xml.split('/'),
    format,
    name: { en: row.name_en, fr: row.name_fr },
  };
}

function toAt(text: string): At {
  const [element, component] = text.split('.').map(Number) as [number, number];
  return { element, component };
}
