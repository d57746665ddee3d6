import { z } from 'zod';
import { named } from './named.ts';
import { serviceText } from './parts.ts';

const reason = z.string().trim().min(1).max(200);

export const correctionSchema = named(
  'Correction',
  z.object({
    services: z.array(serviceText).min(1).max(20).optional(),
    queue: z.string().min(1).max(60).optional().describe("A queue's code; left out: that of the services"),
    priority: z.boolean().optional(),
    note: z.string().trim().max(200).optional().describe('For whoever calls it; empty: none any more'),
    reason,
  }),
);

export const voidSchema = named('Void', z.object({ reason }));

export const deferralSchema = named('Deferral', z.object({ places: z.number().int().min(1).max(20) }));
