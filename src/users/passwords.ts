import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** Source: OWASP, Password Storage Cheat Sheet (argon2id with 19 MiB, two passes, one lane). */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

/** A password's argon2id hash with its salt and cost, in the common text form. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { message: password, nonce, ...cost });
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(tag)}`;
}

/** Whether a password is the one of a hash; takes as long where it is not. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [, , , terms, salt, expected] = hash.split('$');
  const [memory, passes, parallelism] = terms!.split(',').map((term) => Number(term.slice(2)));
  const tag = Buffer.from(expected!, 'base64');
  const nonce = Buffer.from(salt!, 'base64');
  const given = await derive('argon2id', {
    message: password,
    nonce,
    memory: memory!,
    passes: passes!,
    parallelism: parallelism!,
    tagLength: tag.length,
  });
  return timingSafeEqual(given, tag);
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
