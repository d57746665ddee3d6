import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { referenceFrom } from '../domain/enterprise/reference.ts';

/**
 * Ids, references and secret links. A secret is derived from the id, so that a mail that is sent tomorrow carries the same link and
 * nothing readable is stored: the database keeps its hash.
 */
export interface Secrets {
  newId(): string;
  newReference(): string;
  tokenFor(kind: 'booking' | 'ticket', id: string): string;
  /** 0…1 */
  chance(): number;
}

export function makeSecrets(sessionSecret: string): Secrets {
  const key = createHash('sha256').update(`links:${sessionSecret}`).digest();
  return {
    newId: () => randomUUID(),
    newReference: () => referenceFrom(randomBytes(16)),
    tokenFor: (kind, id) =>
      createHmac('sha256', key).update(`${kind}:${id}`).digest('base64url').slice(0, 32),
    chance: () => randomBytes(4).readUInt32BE() / 2 ** 32,
  };
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Compared in constant time. */
export function tokenMatches(token: string, hash: string): boolean {
  const given = Buffer.from(hashToken(token), 'hex');
  const kept = Buffer.from(hash, 'hex');
  return given.length === kept.length && timingSafeEqual(given, kept);
}
