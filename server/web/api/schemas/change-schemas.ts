import { z } from 'zod';
import { contactCodeGiven, contactSchema } from './booking-schemas.ts';
import { named } from './named.ts';
import { chosenServices, startSchema } from './parts.ts';

/** What is left out stays as it is. */
export const changeSchema = named(
  'Change',
  z.object({
    services: chosenServices.optional(),
    start: startSchema
      .optional()
      .describe('Left out: the time is kept; a 409 then names the nearest ones in details.near'),
    contact: contactSchema.optional(),
    contactCode: contactCodeGiven.describe(
      'Of another mobile, where the site wants it proven (409 contact_unproven): a code of /sites/{site}/contact-codes',
    ),
    answers: z
      .record(z.string().max(60), z.string().max(60))
      .refine((answers) => Object.keys(answers).length <= 60)
      .optional(),
  }),
);
