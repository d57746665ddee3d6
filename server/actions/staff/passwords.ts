import { randomInt } from 'node:crypto';
import { inHashQueue } from './hash-queue.ts';
import { hashInThread, verifyInThread } from './hash-thread.ts';

// argon2id as the OWASP password storage cheat sheet and ASVS 5.0, appendix C, allow it: of what they hold for equally strong the one that keeps
// the least memory busy beside whoever serves
const parameters = { memoryCost: 12_288, timeCost: 3, parallelism: 1 };
// never to be changed: what is stored is looked for by it
const saltedParameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';

export function hashPassword(password: string): Promise<string> {
  return inHashQueue(() => hashInThread(password, parameters));
}

export function passwordMatches(passwordHash: string, password: string): Promise<boolean> {
  return inHashQueue(() => verifyInThread(passwordHash, password));
}

/** By the function that keeps passwords, with a known salt: for what is found by its hash. Hexadecimal. */
export function hashWithSalt(text: string, salt: Uint8Array): Promise<string> {
  return inHashQueue(() => hashInThread(text, { ...saltedParameters, salt }));
}

/** 20 characters without look-alikes, in groups that can be read out: about 115 bits. */
export function generatePassword(): string {
  const characters = Array.from({ length: 20 }, () => alphabet[randomInt(alphabet.length)]);
  return [0, 5, 10, 15].map((from) => characters.slice(from, from + 5).join('')).join('-');
}
