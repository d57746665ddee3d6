import type { UploadedFile } from '../../domain/agency/agency-case.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import { agencyOf } from '../../store/agency/agency-query.ts';
import { readUpload, uploadFolder } from '../../store/agency/upload-folder.ts';
import { type Actor, auditOf } from '../booking/actor.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';

export interface ReadDocument {
  readonly file: UploadedFile;
  readonly bytes: Buffer;
}

/** A material as it was uploaded; null: there is none. When staff read it (`actor`), that is in the audit. */
export async function readDocument(
  system: Pick<System, 'config' | 'database' | 'secrets' | 'clock'>,
  booking: Booking,
  item: string,
  actor: Actor | null,
): Promise<ReadDocument | null> {
  const agency = await agencyOf(system.database.reader, booking.id);
  const file = agency?.documents.find((document) => document.item === item)?.file ?? null;
  if (file === null) return null;
  const bytes = await readUpload(uploadFolder(system.config.varFolder), file.id);
  if (bytes === null) return null;
  if (actor !== null)
    await recordAudit(
      system,
      auditOf(actor, 'agency.read_document', booking.reference, null, { item, sha256: file.sha256 }),
    );
  return { file, bytes };
}
