import { randomInt } from 'node:crypto';
import { inHashQueue } from './hash-queue.ts';
import { hashInThread, verifyInThread } from './hash-thread.ts';

// argon2id with the parameters of the OWASP password storage cheat sheet
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';

export function hashPassword(password: string): Promise<string> {
  return inHashQueue(() => hashInThread(password, parameters));
}

export function passwordMatches(passwordHash: string, password: string): Promise<boolean> {
  return inHashQueue(() => verifyInThread(passwordHash, password));
}

/** 20 characters without look-alikes, in groups that can be read out: about 115 bits. */
export function generatePassword(): string {
  const characters = Array.from({ length: 20 }, () => alphabet[randomInt(alphabet.length)]);
  return [0, 5, 10, 15].map((from) => characters.slice(from, from + 5).join('')).join('-');
}
