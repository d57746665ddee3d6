import { z } from 'zod';
import { waitStates } from '../../../domain/waitlist/wait-entry.ts';
import { whatItCosts, whoComes } from './booking-schemas.ts';
import { named } from './named.ts';
import { chosenServices, instant, localDate } from './parts.ts';

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
  .meta({ examples: ['09:00'] });

export const newWaitSchema = named(
  'NewWait',
  z.object({
    services: chosenServices,
    from: localDate,
    to: localDate.describe('Included'),
    times: z
      .array(z.object({ from: timeOfDay, to: timeOfDay }).refine(({ from, to }) => from < to))
      .max(4)
      .optional()
      .describe('Local times at which the visit may start, the end excluded; left out: any'),
    weekdays: z
      .array(z.number().int().min(1).max(7))
      .max(7)
      .optional()
      .describe('1 is Monday; left out: any'),
    ...whoComes,
    ...whatItCosts,
  }),
);

export const joinedSchema = named(
  'Joined',
  z.object({
    token: z.string().describe('The secret of whoever waits'),
    state: z.literal('waiting'),
    pageUrl: z.string(),
  }),
);

export const waitSchema = named(
  'Wait',
  z.object({
    state: z.enum(waitStates),
    setAside: z
      .boolean()
      .describe(
        'Staff have taken bookings of the same hand; nothing is offered until they have looked at this one',
      ),
    site: z.string(),
    from: localDate,
    to: localDate,
    offer: z
      .object({ site: z.string(), start: instant, end: instant, until: instant })
      .optional()
      .describe('A place that is held until an instant'),
  }),
);
