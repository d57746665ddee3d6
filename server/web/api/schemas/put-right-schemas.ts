import { z } from 'zod';
import { correctedStates } from '../../../domain/queue/hall/hall-corrections.ts';
import { outcomes } from '../../../domain/queue/hall/ticket.ts';
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

export const joiningSchema = named(
  'Joining',
  z.object({
    reference: z.string().trim().min(1).max(40).describe('Of the booking'),
    proof: z.string().trim().length(4).describe('The last four of its mobile number or credit code'),
  }),
);

export const outcomeCorrectionSchema = named(
  'OutcomeCorrection',
  z.object({
    state: z.enum(correctedStates).describe('What became of the visit; waiting: only while its day goes on'),
    outcome: z.enum(outcomes).optional().describe('Of a visit that was done; left out: completed'),
    reason,
  }),
);
