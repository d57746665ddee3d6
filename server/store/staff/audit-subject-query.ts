import type { Knex } from 'knex';

/** Records that lines of the audit call by their id, and what people call them. */
const named = [
  { table: 'booking', name: 'reference' },
  { table: 'api_key', name: 'name' },
  { table: 'device', name: 'name' },
  { table: 'report_subscription', name: 'recipient' },
] as const;

interface NamedRow {
  readonly id: string;
  readonly name: string;
}

const isId = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);

/** What these ids are called, as far as they name something that has a name. */
export async function namesOfSubjects(
  connection: Knex,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(subjects.filter(isId))];
  if (ids.length === 0) return new Map();
  const found = await Promise.all(
    named.map(
      async ({ table, name }) =>
        (await connection(table).whereIn('id', ids).select('id', { name })) as NamedRow[],
    ),
  );
  return new Map(found.flat().flatMap(({ id, name }) => (name === '' ? [] : [[id, name] as const])));
}

/** The id of the booking that has this reference, for lines that call it by its id; none: no booking has. */
export async function idsOfSubject(connection: Knex, reference: string): Promise<readonly string[]> {
  const row = (await connection('booking').where({ reference: reference.toUpperCase() }).first('id')) as
    | { readonly id: string }
    | undefined;
  return row === undefined ? [] : [row.id];
}
