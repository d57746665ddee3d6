import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { referenceFrom } from '../domain/enterprise/reference.ts';

/**
 * Ids, references and secret links. A secret is derived from the id, so that a mail that is sent tomorrow carries the same link and
 * nothing readable is stored: the database keeps its hash.
 */
export interface Secrets {
  newId(): string;
  newReference(): string;
  tokenFor(
    kind: 'booking' | 'ticket' | 'second' | 'visits' | 'waitlist' | 'certificate' | 'report',
    id: string,
  ): string;
  /** names something without saying what it is; nobody without the secret can find out */
  markOf(kind: 'network' | 'browser' | 'contact' | 'search', text: string): string;
  /** six digits that prove a contact; like secret links, derived and stored nowhere */
  codeFor(id: string): string;
  /** 0…1 */
  chance(): number;
}

export function makeSecrets(sessionSecret: string, clock: Clock): Secrets {
  const key = createHash('sha256').update(`links:${sessionSecret}`).digest();
  return {
    newId: () => timeOrderedId(clock.now()),
    newReference: () => referenceFrom(randomBytes(16)),
    tokenFor: (kind, id) =>
      createHmac('sha256', key).update(`${kind}:${id}`).digest('base64url').slice(0, 32),
    markOf: (kind, text) =>
      createHmac('sha256', key).update(`mark-${kind}:${text}`).digest('base64url').slice(0, 22),
    codeFor: (id) => {
      const number = createHmac('sha256', key).update(`code:${id}`).digest().readUInt32BE();
      return String(number % 1_000_000).padStart(6, '0');
    },
    chance: () => randomBytes(4).readUInt32BE() / 2 ** 32,
  };
}

/**
 * UUID version 7 (RFC 9562): the instant (epoch ms), then 74 random bits. Rows that are written together thus stand together in every index,
 * which makes a commit several times smaller than random ids do.
 */
export function timeOrderedId(now: number): string {
  const random = randomBytes(10);
  random[0] = ((random[0] ?? 0) & 0x0f) | 0x70;
  random[2] = ((random[2] ?? 0) & 0x3f) | 0x80;
  const hex = now.toString(16).padStart(12, '0') + random.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
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
