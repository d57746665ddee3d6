import { z } from 'zod';
import { locales } from '../../../domain/catalogue/words.ts';
import { undoableCommands } from '../../../domain/queue/hall/hall.ts';
import { hallStates } from '../../../domain/queue/hall/hall-state.ts';
import { outcomes, ticketOutcomes, ticketStates } from '../../../domain/queue/hall/ticket.ts';
import { named } from './named.ts';
import { instant, serviceText, visitServiceSchema, waitSchema, wordsSchema } from './parts.ts';

const counterState = z.enum(['closed', 'open', 'paused']);

export const boardSchema = named(
  'Board',
  z.object({
    site: z.string(),
    day: z.string(),
    version: z.number().int(),
    at: instant,
    state: z
      .enum(hallStates)
      .describe('Whether the hall is open; closing: no more tickets, those who are here are still served'),
    opensAt: instant.optional().describe('When it opens next, unless it is open'),
    openUntil: instant.optional().describe('End of the session under way'),
    closesAt: instant.optional().describe('End of the last session of the day, unless it is over'),
    reason: wordsSchema.optional().describe('Why it is paused, opens later than usual or is closed all day'),
    calling: z.array(
      z.object({
        number: z.string(),
        counter: z.string(),
        label: z.string(),
        calledAt: instant,
        times: z.number().int(),
        state: z.enum(['called', 'serving']),
        language: z.enum(locales).optional().describe('In which the visitor was spoken to, when known'),
      }),
    ),
    missed: z
      .array(z.string())
      .optional()
      .describe('Numbers that did not come and can still come back, the last first'),
    waiting: z.array(
      z.object({ number: z.string(), queue: z.string(), due: instant, wait: waitSchema.nullable() }),
    ),
    queues: z.array(
      z.object({
        code: z.string(),
        name: wordsSchema,
        waiting: z.number().int(),
        wait: waitSchema.nullable(),
        closed: z
          .object({ until: instant, reason: wordsSchema })
          .optional()
          .describe('The queue itself is closed now, while the hall is open'),
      }),
    ),
    counters: z.array(
      z.object({
        code: z.string(),
        label: z.string(),
        state: counterState,
        number: z.string().optional(),
        reason: wordsSchema.optional().describe('Why it is paused, when that is one of the usual reasons'),
        badge: z
          .string()
          .optional()
          .describe('The number on the badge of its clerk, where the site shows it'),
      }),
    ),
  }),
);

export const newTicketSchema = named(
  'NewTicket',
  z.object({ services: z.array(serviceText).min(1).max(20), priority: z.boolean().optional() }),
);

export const checkInSchema = named(
  'CheckIn',
  z.object({
    reference: z
      .string()
      .min(1)
      .max(60)
      .meta({ examples: ['7K4M-2XRC'] }),
    priority: z.boolean().optional(),
  }),
);

export const issuedTicketSchema = named(
  'IssuedTicket',
  z.object({
    number: z.string(),
    token: z.string(),
    ticketUrl: z.string(),
    ahead: z.number().int(),
    wait: waitSchema.nullable().describe('null: no counter of the queue is open'),
    due: instant,
  }),
);

export const heldTicketSchema = named(
  'HeldTicket',
  z.object({
    number: z.string(),
    site: z.string(),
    day: z.string(),
    state: z.enum(ticketStates),
    ahead: z.number().int().nullable().describe('Of the same queue, called before; null: it does not wait'),
    wait: waitSchema.nullable(),
    counter: z.object({ code: z.string(), label: z.string() }).nullable(),
    calledAt: instant.nullable(),
  }),
);

export const staffTicketSchema = named(
  'StaffTicket',
  z.object({
    id: z.string(),
    number: z.string(),
    queue: z.string(),
    services: z.array(visitServiceSchema),
    kind: z.enum(['appointment', 'walk_in']),
    priority: z.boolean(),
    state: z.enum(ticketStates),
    due: instant,
    counter: z.string().nullable(),
    calledAt: instant.nullable(),
    timesCalled: z.number().int(),
    startedAt: instant.nullable(),
    outcome: z.enum(ticketOutcomes).nullable(),
    note: z.string().nullable().describe('From staff, for whoever calls it'),
  }),
);

export const counterSchema = named(
  'Counter',
  z.object({
    code: z.string(),
    label: z.string(),
    site: z.string(),
    queues: z.array(z.string()),
    state: counterState,
    since: instant.nullable(),
    ticket: staffTicketSchema.nullable(),
    waiting: z.number().int().describe('Tickets that it could call'),
    unattended: z.boolean().describe('It is open, and its clerk is not signed in any more'),
    undo: z.enum(undoableCommands).nullable().describe('What undo would take back now; null: nothing'),
  }),
);

export const callReasonSchema = named(
  'CallReason',
  z.object({
    kind: z.enum([
      'appointment',
      'late_appointment',
      'too_late_appointment',
      'walk_in',
      'priority',
      'returned',
      'resumed',
      'transferred',
      'corrected',
      'deferred',
    ]),
    due: instant,
    waitedMinutes: z.number().int(),
    targetMinutes: z.number().int().nullable(),
    bookedStart: instant.nullable(),
    early: z.boolean(),
  }),
);

export const calledSchema = named(
  'Called',
  z.object({ version: z.number().int(), ticket: staffTicketSchema.extend({ reason: callReasonSchema }) }),
);

export const doneSchema = named(
  'Done',
  z.object({ version: z.number().int().describe("Of the hall's day"), ticket: staffTicketSchema.nullable() }),
);

export const undoneSchema = named(
  'Undone',
  z.object({
    version: z.number().int().describe("Of the hall's day"),
    undone: z.enum(undoableCommands),
    ticket: staffTicketSchema.nullable().describe('As it is again'),
  }),
);

export const dayEndSchema = named(
  'DayEnd',
  z.object({
    version: z.number().int().describe("Of the hall's day"),
    left: z.number().int().describe('Who still waited, or was set aside'),
    notRecorded: z.number().int().describe('At a counter that did not say what became of them'),
    told: z.number().int().describe('Of those who were left, to how many a message was written'),
  }),
);

export const finishSchema = named('Finish', z.object({ outcome: z.enum(outcomes) }));
export const nextSchema = named(
  'EndAndNext',
  z.object({ outcome: z.enum([...outcomes, 'did_not_come']).optional() }),
);
export const pauseSchema = named('Pause', z.object({ reason: z.string().trim().min(1).max(200) }));
const transferTarget = z.string().min(1).max(60).optional();
export const transferSchema = named(
  'Transfer',
  z
    .object({ queue: transferTarget.describe("A queue's code, e.g. B"), counter: transferTarget })
    .refine(({ queue, counter }) => queue !== undefined || counter !== undefined, {
      params: { code: 'required' },
      path: ['queue'],
    }),
);

export const eventSchema = named(
  'HallEvent',
  z.looseObject({ version: z.number().int(), at: instant, type: z.string(), actor: z.string() }),
);
