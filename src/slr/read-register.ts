import { type Bilingual, InvalidInput } from '../errors.ts';
import { type Row, rowsOfCsv } from '../http/table-file.ts';
import { type Incident, type Interval, priorities, statuses } from '../support/types.ts';
import { faultsOf, type Located } from './register-faults.ts';

const required = ['number', 'priority', 'status', 'opened_at', 'responded_at', 'resolved_at'] as const;

/**
 * The incidents of an outside register in CSV.
 *
 * @throws InvalidInput with every line that does not add up: a register that contradicts itself is not judged
 */
export function readRegister(name: string, text: string): Incident[] {
  const rows = rowsOfCsv(text);
  if (rows.length === 0) throw withoutIncidents(name);
  const heading = Object.keys(rows[0]!);
  const missing = required.filter((column) => !heading.includes(column));
  if (missing.length > 0) throw withoutColumns(name, missing);
  const faults: Bilingual[] = [];
  const located: Located[] = [];
  rows.forEach((row, index) => {
    if (Object.values(row).every((cell) => cell === '')) return;
    const line = index + 2;
    const tell = ({ en, fr }: Bilingual) =>
      faults.push({ en: `line ${line}: ${en}`, fr: `ligne ${line} : ${fr}` });
    const incident = incidentOf(row, tell);
    if (incident !== undefined) located.push({ line, incident });
  });
  faults.push(...faultsOf(located));
  if (faults.length > 0) throw notAddingUp(name, faults);
  return located.map(({ incident }) => incident);
}

function incidentOf(row: Row, tell: (fault: Bilingual) => void): Incident | undefined {
  let isSound = true;
  const refuse = (fault: Bilingual) => {
    isSound = false;
    tell(fault);
  };
  const number = row.number ?? '';
  if (number === '') refuse({ en: 'the number is missing', fr: 'le numéro manque' });
  const priority = oneOf(priorities, row.priority, { en: 'priority', fr: 'la priorité' }, refuse);
  const status = oneOf(statuses, row.status, { en: 'status', fr: 'le statut' }, refuse);
  const openedAt = instantIn(row, 'opened_at', refuse);
  const respondedAt = instantIn(row, 'responded_at', refuse);
  const resolvedAt = instantIn(row, 'resolved_at', refuse);
  const waiting = intervalsIn(row.waiting ?? '', refuse);
  if (openedAt === null && (row.opened_at ?? '') === '')
    refuse({ en: 'opened_at is missing', fr: 'opened_at manque' });
  if (!isSound || priority === undefined || status === undefined || openedAt === null) return undefined;
  const application = row.application ?? '';
  return {
    ...{ number, priority, status, openedAt, respondedAt, resolvedAt, waiting },
    ...{ application, causedByChange: null },
  };
}

function oneOf<T extends string>(
  known: readonly T[],
  given: string | undefined,
  what: Bilingual,
  refuse: (fault: Bilingual) => void,
): T | undefined {
  const found = known.find((each) => each === given);
  if (found === undefined) {
    const list = known.join(', ');
    refuse({
      en: `${what.en} "${given ?? ''}" is not known: one of ${list}`,
      fr: `${what.fr} « ${given ?? ''} » : valeur inconnue; l’une de ${list}`,
    });
  }
  return found;
}

const withOffset = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

function instantIn(row: Row, column: string, refuse: (fault: Bilingual) => void): string | null {
  const text = row[column] ?? '';
  return text === '' ? null : instantOf(column, text, refuse);
}

function instantOf(what: string, text: string, refuse: (fault: Bilingual) => void): string | null {
  if (withOffset.test(text)) {
    try {
      // As its own offset says it, so that a timeline reads as the register does.
      Temporal.Instant.from(text);
      return text.replace(' ', 'T');
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  refuse({
    en: `${what} "${text}" is no instant with an offset; write 2024-01-09T10:00-05:00`,
    fr: `${what} « ${text} » n’est pas un instant avec décalage; écrivez 2024-01-09T10:00-05:00`,
  });
  return null;
}

/** Intervals such as 2024-01-09T10:00-05:00/2024-01-10T09:00-05:00, with semicolons between; the last may lack its end. */
function intervalsIn(text: string, refuse: (fault: Bilingual) => void): Interval[] {
  const parts = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.flatMap((part) => {
    const [from, to, ...more] = part.split('/').map((end) => end.trim());
    if (from === undefined || to === undefined || more.length > 0) {
      refuse({
        en: `waiting "${part}" is no interval; write its two instants with / between them`,
        fr: `waiting « ${part} » n’est pas un intervalle; écrivez ses deux instants séparés par /`,
      });
      return [];
    }
    const begins = instantOf('waiting', from, refuse);
    return begins === null ? [] : [{ from: begins, to: to === '' ? null : instantOf('waiting', to, refuse) }];
  });
}

function withoutIncidents(name: string): InvalidInput {
  return new InvalidInput({
    en: `${name} holds no incident under a heading`,
    fr: `${name} ne contient aucun incident sous un en-tête`,
  });
}

function withoutColumns(name: string, missing: readonly string[]): InvalidInput {
  return new InvalidInput({
    en: `${name} is no register of incidents: its heading lacks ${missing.join(', ')}`,
    fr: `${name} n’est pas un registre d’incidents : il manque à son en-tête ${missing.join(', ')}`,
  });
}

function notAddingUp(name: string, faults: readonly Bilingual[]): InvalidInput {
  return new InvalidInput(
    {
      en: `${name} does not add up, and is not judged:\n  ${faults.map(({ en }) => en).join('\n  ')}`,
      fr: `${name} se contredit et n’est pas évalué :\n  ${faults.map(({ fr }) => fr).join('\n  ')}`,
    },
    { faults },
  );
}
