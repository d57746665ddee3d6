import { z } from 'zod';
import { named } from './named.ts';

export const problemSchema = named(
  'Problem',
  z
    .object({
      type: z.string(),
      title: z.string(),
      status: z.number().int(),
      code: z.string().describe('Stable, for programs'),
      detail: z.string().describe('For people, in the language of the request'),
      details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      errors: z
        .array(z.object({ field: z.string(), code: z.string(), message: z.string() }))
        .optional()
        .describe('Of a 422'),
    })
    .describe('RFC 9457'),
);
