import { z } from 'zod';
import { named } from './named.ts';

export const workSchema = named(
  'Work',
  z.object({
    needed: z.boolean().describe('Demand is high: a booking without work is refused with work_needed'),
    challenge: z
      .object({
        parameters: z.object({
          algorithm: z.literal('SHA-256'),
          cost: z.number().int(),
          keyPrefix: z.string(),
          keyLength: z.number().int(),
          nonce: z.string(),
          salt: z.string(),
          data: z.object({ site: z.string(), until: z.number() }),
        }),
        signature: z.string(),
      })
      .describe('Of ALTCHA, version 2. It is solved once, and serves one booking at this site.'),
  }),
);
