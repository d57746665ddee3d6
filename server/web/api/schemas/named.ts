import { z } from 'zod';

/** Every schema that the description names; the router validates with the same values. */
export const namedSchemas = z.registry<{ id: string }>();

export function named<T extends z.ZodType>(id: string, schema: T): T {
  namedSchemas.add(schema, { id });
  return schema;
}
