import type { Bilingual } from '../errors.ts';
import { type Incident, type Interval, isResolved } from '../support/types.ts';
import { millisecondsOf } from './elapsed.ts';

/** An incident and the line on which it stands. */
export interface Located {
  line: number;
  incident: Incident;
}

/** Everything by which a register contradicts itself, line by line. */
export function faultsOf(located: readonly Located[]): Bilingual[] {
  const first = new Map<string, number>();
  return located.flatMap(({ line, incident }) => {
    const faults = [...orderFaults(incident), ...statusFaults(incident), ...waitingFaults(incident)];
    const earlier = first.get(incident.number);
    if (earlier === undefined) first.set(incident.number, line);
    else faults.push(duplicate(earlier));
    const at = { en: `line ${line} (${incident.number})`, fr: `ligne ${line} (${incident.number})` };
    return faults.map(({ en, fr }) => ({ en: `${at.en}: ${en}`, fr: `${at.fr} : ${fr}` }));
  });
}

function duplicate(earlier: number): Bilingual {
  return {
    en: `the number is that of line ${earlier} already`,
    fr: `le numéro est déjà celui de la ligne ${earlier}`,
  };
}

function orderFaults({ openedAt, respondedAt, resolvedAt }: Incident): Bilingual[] {
  const faults: Bilingual[] = [];
  if (isBefore(resolvedAt, openedAt))
    faults.push({ en: 'resolved before it was opened', fr: 'résolu avant d’être ouvert' });
  if (isBefore(respondedAt, openedAt))
    faults.push({ en: 'responded to before it was opened', fr: 'réponse avant l’ouverture' });
  if (isBefore(resolvedAt, respondedAt))
    faults.push({ en: 'responded to after it was resolved', fr: 'réponse après la résolution' });
  return faults;
}

function statusFaults(incident: Incident): Bilingual[] {
  const { status, resolvedAt } = incident;
  if (isResolved(incident) && resolvedAt === null)
    return [{ en: `${status} without resolved_at`, fr: `${status} sans resolved_at` }];
  if (!isResolved(incident) && resolvedAt !== null)
    return [{ en: `${status}, and yet it has resolved_at`, fr: `${status}, et pourtant resolved_at` }];
  return [];
}

function waitingFaults({ openedAt, resolvedAt, waiting }: Incident): Bilingual[] {
  const faults = waiting.flatMap(({ from, to }) => {
    const found: Bilingual[] = [];
    if (to !== null && millisecondsOf(to) <= millisecondsOf(from))
      found.push({
        en: `waiting ends before it begins: ${from}/${to}`,
        fr: `l’attente finit avant de commencer : ${from}/${to}`,
      });
    if (isBefore(from, openedAt) || isBefore(resolvedAt, to ?? from) || (to === null && resolvedAt !== null))
      found.push({
        en: `waiting lies outside of the incident: ${from}/${to ?? ''}`,
        fr: `l’attente sort de l’incident : ${from}/${to ?? ''}`,
      });
    return found;
  });
  return [...faults, ...overlaps(waiting)];
}

function overlaps(waiting: readonly Interval[]): Bilingual[] {
  const sorted = [...waiting].sort((a, b) => millisecondsOf(a.from) - millisecondsOf(b.from));
  return sorted.slice(1).flatMap(({ from }, index) => {
    const before = sorted[index]!;
    if (before.to !== null && millisecondsOf(from) >= millisecondsOf(before.to)) return [];
    return [
      {
        en: `waiting from ${from} overlaps that from ${before.from}`,
        fr: `l’attente dès ${from} chevauche celle dès ${before.from}`,
      },
    ];
  });
}

function isBefore(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && millisecondsOf(a) < millisecondsOf(b);
}
