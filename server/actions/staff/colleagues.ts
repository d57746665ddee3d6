import type { Knex } from 'knex';
import type { Site } from '../../domain/catalogue/site.ts';
import { staffAt, staffNames } from '../../store/staff/staff-query.ts';

/** Who works at a site, and who only stands in its roster still. */
export async function colleaguesAt(
  connection: Knex,
  { code, roster }: Pick<Site, 'code' | 'roster'>,
): Promise<readonly { readonly id: string; readonly name: string; readonly here: boolean }[]> {
  const here = (await staffAt(connection, code)).map(({ id, name }) => ({ id, name, here: true }));
  const known = new Set(here.map(({ id }) => id));
  const others = [
    ...(roster?.shifts ?? []).map(({ staff }) => staff),
    ...(roster?.changes ?? []).flatMap((one) =>
      one.kind === 'swap' ? [one.staff, one.partner] : [one.staff],
    ),
  ].filter((id) => !known.has(id));
  const names = await staffNames(connection, others);
  return [...here, ...[...names].map(([id, name]) => ({ id, name, here: false }))];
}
