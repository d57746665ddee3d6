import type { UploadedFile } from '../../domain/agency/agency-case.ts';
import { decideAgency } from '../../domain/agency/decide-agency.ts';
import { shownName } from '../../domain/agency/download-name.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import { accept, type Outcome } from '../../domain/outcome.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import type { System } from '../system.ts';
import { type ChangedCase, changeCase, currentCase } from './change-case.ts';
import { dropFiles } from './drop-files.ts';
import { hashOf, keepUpload, piecesOf } from './keep-upload.ts';
import { lookBeside } from './look-beside.ts';
import { scanFile } from './scan-file.ts';

/** A file that has arrived whole and lies at `path` until its request is answered. */
export interface ArrivedFile {
  readonly path: string;
  /** as the browser says; not to be relied on */
  readonly name: string;
}

/**
 * Keeps a material that its holder has uploaded. The file is whole in the database before a row points to it, so that no row ever points to
 * nothing; what is left over when this is interrupted is swept. Refuses as `lookAt`, `scanFile` and
 * `decideAgency`.
 */
export async function uploadDocument(
  system: System,
  booking: Booking,
  item: string,
  { path, name }: ArrivedFile,
): Promise<Outcome<ChangedCase>> {
  const recognised = await lookBeside(path);
  if (!recognised.ok) return recognised;
  const { kind, length } = recognised.value;
  const scanned = await scanFile(system, path, length);
  if (!scanned.ok) return scanned;
  const now = system.clock.now();
  const { sha256 } = await hashOf(piecesOf(path, length));
  const id = system.secrets.newId();
  const file: UploadedFile = { id, kind, size: length, sha256, name: shownName(name), uploadedAt: now };
  const command = { type: 'upload', item, file } as const;
  const agency = await currentCase(system.database.reader, booking, await system.catalogue(), now);
  const foreseen = decideAgency(agency, booking, command, now);
  if (!foreseen.ok) return foreseen;
  if (foreseen.value.length === 0) return accept({ agency, facts: [], dropped: [] });
  await keepUpload(system, file, path);
  const done = await changeCase(system, booking, command, { actor: theHolder, audit: null });
  const unused = !done.ok || done.value.facts.length === 0;
  await dropFiles(system, unused ? [id] : done.value.dropped);
  return done;
}
