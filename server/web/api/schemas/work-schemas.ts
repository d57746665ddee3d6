import { z } from 'zod';
import { parseMobileNumber } from '../../../domain/enterprise/mobile-number.ts';
import { readBy } from './booking-schemas.ts';
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

export const newContactCodeSchema = named(
  'NewContactCode',
  z.object({
    mobile: readBy(parseMobileNumber, 'invalid_mobile', 40).optional().describe('Of mainland China'),
    email: z.email().max(254).optional(),
  }),
);

export const contactCodeSchema = named(
  'ContactCode',
  z.object({
    id: z.string(),
    channel: z.enum(['sms', 'mail']).describe('How it was sent; it is good for ten minutes and five tries'),
  }),
);
