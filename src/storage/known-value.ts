import type { Reader, Store, Tx } from '../context.ts';
import { environmentValue, putValue } from './environment-values.ts';

/** A value of an environment that nearly every request asks for. */
export interface KnownValue<T> {
  /** At once where it is known; in a transaction, as that one sees it. */
  of(store: Store, on?: Reader & Partial<Tx>): T | Promise<T>;
  put(tx: Tx, store: Store, value: T): Promise<void>;
}

/** What is known of an environment, and what was put since that may not be on disk yet. */
interface Knowledge<T> {
  value?: { is: T };
  put?: string;
}

/**
 * A value kept as JSON and, once read, in memory: an environment is held by one process, so that what it knows stays true
 * until it changes it itself.
 *
 * @param read what the saved text says, or what holds where nothing was ever put
 */
export function knownValue<T>(key: string, read: (saved: unknown) => T): KnownValue<T> {
  const known = new WeakMap<Reader, Knowledge<T>>();
  const knowledgeOf = (store: Store) => {
    const knowledge = known.get(store.read) ?? {};
    known.set(store.read, knowledge);
    return knowledge;
  };
  const savedOn = async (store: Store, on: Reader & Partial<Tx>): Promise<T> => {
    const saved = await environmentValue(on, key);
    const value = read(saved === undefined ? undefined : JSON.parse(saved));
    const knowledge = knowledgeOf(store);
    // What a transaction sees may be undone, and what was put last may not be there yet.
    if (on === store.read && (knowledge.put === undefined || knowledge.put === saved))
      knowledge.value = { is: value };
    return value;
  };
  return {
    of: (store, on = store.read) => {
      const { value } = knowledgeOf(store);
      return value === undefined ? savedOn(store, on) : value.is;
    },
    put: async (tx, store, value) => {
      const saved = JSON.stringify(value);
      await putValue(tx, key, saved);
      known.set(store.read, { put: saved });
    },
  };
}
