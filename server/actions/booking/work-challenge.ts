import { createHash } from 'node:crypto';
import { createChallenge, type Payload, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import { z } from 'zod';
import type { WorkProof } from '../../domain/booking/origin.ts';
import { minute } from '../../domain/calendar/durations.ts';
import type { System } from '../system.ts';

type Parts = Pick<System, 'clock' | 'config'>;

/** About 130,000 hashes: a second of a telephone, a fifth of one of a computer. */
const difficulty = { algorithm: 'SHA-256', cost: 2, keyPrefix: '0000' } as const;
const goodFor = 20 * minute;

const payload = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: z.literal(difficulty.algorithm),
      cost: z.literal(difficulty.cost),
      keyPrefix: z.literal(difficulty.keyPrefix),
      keyLength: z.literal(32),
      nonce: z.string().max(64),
      salt: z.string().max(64),
      data: z.object({ site: z.string(), until: z.number() }),
    }),
    signature: z.string().max(128),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string().max(64) }),
});

export type WorkChallenge = z.infer<typeof payload>['challenge'];

function secretOf({ config }: Parts): string {
  return createHash('sha256').update(`work:${config.sessionSecret}`).digest('hex');
}

/** Work for a browser that wants to keep a time at a site; good for twenty minutes. */
export async function workChallenge(parts: Parts, site: string): Promise<WorkChallenge> {
  const made = await createChallenge({
    ...difficulty,
    data: { site, until: parts.clock.now() + goodFor },
    deriveKey,
    hmacSignatureSecret: secretOf(parts),
  });
  return payload.shape.challenge.parse(made);
}

/** What a browser answers: the challenge and its solution as JSON, in base64. Null: not ours, not solved, too old, of another site. */
export async function checkedWork(parts: Parts, site: string, text: string): Promise<WorkProof | null> {
  if (text.length > 2000) return null;
  const read = payload.safeParse(parsed(Buffer.from(text, 'base64').toString('utf8')));
  if (!read.success) return null;
  const { challenge, solution } = read.data;
  const { until, site: its } = challenge.parameters.data;
  if (its !== site || until <= parts.clock.now()) return null;
  const { verified } = await verifySolution({
    challenge: challenge as Payload['challenge'],
    solution: solution as Payload['solution'],
    deriveKey,
    hmacSignatureSecret: secretOf(parts),
  });
  return verified ? { id: challenge.signature, expiresAt: until } : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
