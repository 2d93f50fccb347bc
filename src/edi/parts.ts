import type { Field } from './mapping.ts';

/** What a field holds, in our own form: dates as 2024-11-04, flags as true and false. */
export type Value = string | number | boolean | readonly string[];

/** One occurrence of a group: the header, an invoice, a line. In the order of the message. */
export interface Part {
  group: string;
  values: Record<string, Value>;
}

/** A field as text on the wire; nothing where it is absent. */
export function toText({ format }: Field, value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (format === 'flag') return value === true ? 'Y' : 'N';
  if (format === 'date' || format === 'month') return String(value).replaceAll('-', '');
  return String(value);
}

/** Text on the wire as our own; nothing where it is not what the format asks for. */
export function fromText({ format }: Field, text: string): Value | undefined {
  switch (format) {
    case 'flag':
      return text === 'Y' ? true : text === 'N' ? false : undefined;
    case 'number':
      return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
    case 'date':
      return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : undefined;
    case 'month':
      return /^\d{6}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4)}` : undefined;
    default:
      return text;
  }
}

/** The values of a part as an object: "vendor.name" stands inside "vendor". */
export function nested(values: Readonly<Record<string, Value>>): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(values)) {
    const names = path.split('.');
    let inner = object;
    for (const name of names.slice(0, -1)) {
      inner[name] ??= {};
      inner = inner[name] as Record<string, unknown>;
    }
    inner[names.at(-1)!] = value;
  }
  return object;
}

/** The reverse: an object as the values of a part; lists of objects are parts of their own and left out. */
export function flattened(object: object, prefix = ''): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined || value === null) continue;
    if (Array.isArray(value)) {
      if (value.every((each) => typeof each === 'string')) values[prefix + name] = value;
    } else if (typeof value === 'object') Object.assign(values, flattened(value, `${prefix}${name}.`));
    else values[prefix + name] = typeof value === 'boolean' ? value : String(value);
  }
  return values;
}
