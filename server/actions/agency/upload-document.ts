import { createHash } from 'node:crypto';
import type { UploadedFile } from '../../domain/agency/agency-case.ts';
import { decideAgency } from '../../domain/agency/decide-agency.ts';
import { shownName } from '../../domain/agency/download-name.ts';
import { recogniseFile } from '../../domain/agency/file-kind.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { dropUpload, keepUpload, uploadFolder } from '../../store/agency/upload-folder.ts';
import type { System } from '../system.ts';
import { type ChangedCase, changeCase, currentCase } from './change-case.ts';
import { dropFiles } from './drop-files.ts';

/**
 * Keeps a material that its holder has uploaded. The file is whole on the disk before a row points to it, so that no row ever points to
 * nothing; what is left over when this is interrupted is swept. Refuses as `recogniseFile` and `decideAgency`.
 */
export async function uploadDocument(
  system: System,
  booking: Booking,
  item: string,
  upload: { readonly bytes: Uint8Array; readonly name: string },
): Promise<Outcome<ChangedCase>> {
  const recognised = recogniseFile(upload.bytes);
  if (!recognised.ok) return recognised;
  const { kind, length } = recognised.value;
  const bytes = upload.bytes.subarray(0, length);
  const now = system.clock.now();
  const file: UploadedFile = {
    id: system.secrets.newId(),
    kind,
    size: length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    name: shownName(upload.name),
    uploadedAt: now,
  };
  const command = { type: 'upload', item, file } as const;
  const agency = await currentCase(system.database.reader, booking, await system.catalogue(), now);
  const foreseen = decideAgency(agency, booking, command, now);
  if (!foreseen.ok) return foreseen;
  const folder = uploadFolder(system.config.varFolder);
  await keepUpload(folder, file.id, bytes, now);
  const done = await changeCase(system, booking, command, { actor: 'holder', audit: null });
  const unused = !done.ok || done.value.facts.length === 0;
  if (unused) await dropUpload(folder, file.id);
  else await dropFiles(system, done.value.dropped);
  return done;
}
