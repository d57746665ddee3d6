import { createHash } from 'node:crypto';
import type { UploadedFile } from '../../domain/agency/agency-case.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { agencyOf } from '../../store/agency/agency-query.ts';
import { uploadFolder } from '../../store/agency/upload-folder.ts';
import { uploadChunks, wholeUpload } from '../../store/agency/upload-query.ts';
import { auditOf } from '../booking/staff-audit.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';
import { takeInUpload } from './take-in-uploads.ts';

export interface ReadDocument {
  readonly file: UploadedFile;
  /** piece by piece; fails before the last one when they are not what was uploaded */
  readonly bytes: AsyncIterable<Buffer>;
}

/** A material as it was uploaded; null: there is none. When staff read it (`actor`), that is in the audit. */
export async function readDocument(
  system: Pick<System, 'config' | 'database' | 'secrets' | 'clock' | 'log' | 'uploadTurns'>,
  booking: Booking,
  item: string,
  actor: StaffActor | null,
): Promise<ReadDocument | null> {
  const { reader } = system.database;
  const agency = await agencyOf(reader, booking.id);
  const file = agency?.documents.find((document) => document.item === item)?.file ?? null;
  if (file === null) return null;
  const here =
    (await wholeUpload(reader, file.id)) !== null ||
    (await takeInUpload(system, uploadFolder(system.config.varFolder), file));
  if (!here) return null;
  if (actor !== null)
    await recordAudit(
      system,
      auditOf(actor, 'agency.read_document', booking.reference, null, { item, sha256: file.sha256 }),
    );
  return { file, bytes: checked(uploadChunks(reader, file.id), file) };
}

/** Holds the last piece back until all of them are known to be right. */
async function* checked(
  pieces: AsyncIterable<Buffer>,
  { size, sha256 }: UploadedFile,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let length = 0;
  let held: Buffer | null = null;
  for await (const piece of pieces) {
    hash.update(piece);
    length += piece.length;
    if (held !== null) yield held;
    held = piece;
  }
  if (held === null || length !== size || hash.digest('hex') !== sha256)
    throw new Error('an upload is not what it was when it came');
  yield held;
}
