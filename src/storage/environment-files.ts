import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { environmentsFolder } from '../config.ts';
import type { Reader } from '../context.ts';
import { DomainError, InvalidInput, NotFound } from '../errors.ts';
import { openSqliteFile } from './sqlite.ts';

/** Another process has the environment open. */
export class EnvironmentInUse extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'ENVIRONMENT_IN_USE';

  constructor(name: string, processId: number) {
    super(
      {
        en: `Environment ${name} is in use by process ${processId}; stop it first`,
        fr: `L’environnement ${name} est utilisé par le processus ${processId}; arrêtez-le d’abord`,
      },
      { name, processId },
    );
  }
}

export interface EnvironmentFile {
  name: string;
  bytes: number;
  snapshots: string[];
}

const nameShape = /^[a-z0-9][a-z0-9-]{0,40}$/;

export function checkName(name: string): string {
  if (nameShape.test(name)) return name;
  throw new InvalidInput({
    en: `"${name}" is not a name: use small letters, digits and hyphens`,
    fr: `« ${name} » n’est pas un nom : employez des minuscules, des chiffres et des traits d’union`,
  });
}

export function environmentFile(name: string): string {
  mkdirSync(environmentsFolder(), { recursive: true });
  return join(environmentsFolder(), `${checkName(name)}.sqlite`);
}

export function snapshotFile(name: string, label: string): string {
  return join(environmentsFolder(), `${checkName(name)}@${checkName(label)}.sqlite`);
}

export function existingFile(name: string): string {
  const file = environmentFile(name);
  if (!existsSync(file)) throw new NotFound({ en: 'Environment', fr: 'L’environnement' }, name);
  return file;
}

export function listEnvironments(): EnvironmentFile[] {
  if (!existsSync(environmentsFolder())) return [];
  const files = readdirSync(environmentsFolder()).filter((file) => file.endsWith('.sqlite'));
  const names = files.filter((file) => !file.includes('@')).map((file) => file.slice(0, -'.sqlite'.length));
  return names.sort().map((name) => ({
    name,
    bytes: statSync(environmentFile(name)).size,
    snapshots: files
      .filter((file) => file.startsWith(`${name}@`))
      .map((file) => file.slice(name.length + 1, -'.sqlite'.length))
      .sort(),
  }));
}

/** Keep a copy of an environment as it is now; work may go on meanwhile. */
export async function takeSnapshot(name: string, label: string): Promise<void> {
  await copyDatabase(existingFile(name), snapshotFile(name, label));
}

/** A second environment that begins as the first one is now. */
export async function cloneEnvironment(from: string, to: string): Promise<void> {
  const target = environmentFile(to);
  if (existsSync(target)) throw new InvalidInput({ en: `${to} exists already`, fr: `${to} existe déjà` });
  await copyDatabase(existingFile(from), target);
  copyFileSync(target, snapshotFile(to, 'initial'), constants.COPYFILE_FICLONE);
}

/** Put an environment back to a snapshot. */
export function restoreSnapshot(name: string, label: string): void {
  const file = existingFile(name);
  const snapshot = snapshotFile(name, label);
  if (!existsSync(snapshot)) throw new NotFound({ en: 'Snapshot', fr: 'L’instantané' }, `${name}@${label}`);
  const holder = holderOf(name);
  if (holder !== undefined) throw new EnvironmentInUse(name, holder);
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
  copyFileSync(snapshot, file, constants.COPYFILE_FICLONE);
}

export function removeEnvironment(name: string): void {
  const file = existingFile(name);
  const holder = holderOf(name);
  if (holder !== undefined) throw new EnvironmentInUse(name, holder);
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  for (const { snapshots } of listEnvironments().filter((each) => each.name === name)) {
    for (const label of snapshots) rmSync(snapshotFile(name, label), { force: true });
  }
}

/** Mark an environment as open by this process; refuse when another one has it. */
export function holdEnvironment(name: string): () => void {
  const lock = `${environmentFile(name)}.lock`;
  const holder = holderOf(name);
  if (holder !== undefined) throw new EnvironmentInUse(name, holder);
  writeFileSync(lock, String(process.pid));
  return () => rmSync(lock, { force: true });
}

function holderOf(name: string): number | undefined {
  const lock = `${environmentFile(name)}.lock`;
  if (!existsSync(lock)) return undefined;
  const processId = Number(readFileSync(lock, 'utf8'));
  return isAlive(processId) && processId !== process.pid ? processId : undefined;
}

/** A process killed outright leaves its mark behind; only a living one holds the environment. */
function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Read an environment as it is on disk; work in it may go on meanwhile. @throws NotFound */
export async function reading<T>(name: string, work: (on: Reader) => Promise<T>): Promise<T> {
  const store = await openSqliteFile(existingFile(name));
  try {
    return await work(store.read);
  } finally {
    await store.close();
  }
}

async function copyDatabase(from: string, to: string): Promise<void> {
  const store = await openSqliteFile(from);
  try {
    await store.copyTo(to);
  } finally {
    await store.close();
  }
}
