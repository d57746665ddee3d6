import type { Knex } from 'knex';
import type { AgencyCase } from '../../domain/agency/agency-case.ts';
import type { AgencyFact } from '../../domain/agency/evolve-agency.ts';
import type { Who } from '../../domain/staff/actor.ts';
import type { WriteSet } from '../write-set.ts';
import { caseRow, documentRow, eventRow } from './agency-rows.ts';

/** Writes what has become of a case, with every fact that made it so. `stored`: whether the case and which documents have rows. */
export function writeAgency(
  after: AgencyCase,
  facts: readonly AgencyFact[],
  actor: Who,
  stored: { readonly known: boolean; readonly items: ReadonlySet<string> },
  writes: WriteSet,
): void {
  if (stored.known) writes.update('agency_case', caseRow(after));
  else writes.insert('agency_case', caseRow(after));
  for (const [position, document] of after.documents.entries()) {
    const row = documentRow(after.booking, document, position);
    if (stored.items.has(document.item)) writes.update('agency_document', row);
    else writes.insert('agency_document', row);
  }
  for (const item of stored.items)
    if (after.documents.every((document) => document.item !== item))
      writes.remove('agency_document', { booking: after.booking, item });
  const first = after.revision - facts.length + 1;
  for (const [number, fact] of facts.entries())
    writes.insert('agency_event', eventRow(after.booking, first + number, fact, actor));
}

/** Deletes everything about the case of a booking. Answers the files that nothing points to any more once this is committed. */
export async function forgetAgencyOf(connection: Knex, booking: string): Promise<string[]> {
  const rows = (await connection('agency_document')
    .where({ booking })
    .whereNotNull('file')
    .select('file')) as { file: string }[];
  for (const table of ['agency_event', 'agency_document', 'agency_case', 'upload_consent'])
    await connection(table).where({ booking }).delete();
  return rows.map(({ file }) => file);
}
