import { createHmac, randomInt } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { referenceAlphabet } from '../../domain/enterprise/reference.ts';
import { makeSeal } from '../seal.ts';
import type { System } from '../system.ts';
import { hashWithSalt } from './passwords.ts';

type Parts = Pick<System, 'config'>;

const issuer = 'Electronic Port Hall';
const recoveryCodes = 10;
const recoveryLength = 10;

/** A new secret, Base32, 160 bits (RFC 4226). */
export const newTotpSecret = (): string => generateSecret();

/** What an authenticator application reads from the QR code. */
export function totpUri(secret: string, username: string): string {
  return generateURI({ issuer, label: username, secret });
}

/** The time step (RFC 6238, 30 s) for which a code is right, at most one step off `now` (epoch ms); null: it is wrong. */
export function totpStep(secret: string, code: string, now: number): number | null {
  const token = code.normalize('NFKC').replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const answer = verifySync({ secret, token, epoch: Math.floor(now / 1000), epochTolerance: 30 });
  return answer.valid ? Math.floor(now / 30_000) + answer.delta : null;
}

export function sealTotp({ config }: Parts, secret: string): string {
  return makeSeal(config.sessionSecret, 'second-factor').close({ secret });
}

/** Null: it was sealed with another SESSION_SECRET, so nobody can use it any more. */
export function openTotp({ config }: Parts, sealed: string): string | null {
  return makeSeal(config.sessionSecret, 'second-factor').open(sealed)?.secret ?? null;
}

/** Ten codes of 44 bits, in two groups. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodes }, () => {
    const code = Array.from({ length: recoveryLength }, () =>
      referenceAlphabet.charAt(randomInt(referenceAlphabet.length)),
    ).join('');
    return `${code.slice(0, 5)}-${code.slice(5)}`;
  });
}

/**
 * By the function that keeps passwords, because a code is as short as one; the salt of each person comes from a key that is not in the
 * database, so that what is stored cannot be tried out elsewhere, and codes are found by their hash.
 */
export async function hashRecoveryCode(parts: Parts, staff: string, code: string): Promise<string> {
  const salt = Buffer.from(formerRecoveryHash(parts, staff, ''), 'hex').subarray(0, 16);
  return hashWithSalt(plainCode(code), salt);
}

/** One after another: whoever signs in meanwhile has a turn between two of them. */
export async function hashRecoveryCodes(
  parts: Parts,
  staff: string,
  codes: readonly string[],
): Promise<string[]> {
  const hashes: string[] = [];
  for (const code of codes) hashes.push(await hashRecoveryCode(parts, staff, code));
  return hashes;
}

/** As codes were hashed before; those that were given then still let in. */
export function formerRecoveryHash({ config }: Parts, staff: string, code: string): string {
  return createHmac('sha256', `recovery:${config.sessionSecret}`)
    .update(`${staff}:${plainCode(code)}`)
    .digest('hex');
}

function plainCode(code: string): string {
  return code.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
}
