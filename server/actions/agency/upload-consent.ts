import type { Booking } from '../../domain/booking/booking.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { consentVersion } from '../../domain/privacy/privacy-notice.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import { uploadConsentOf } from '../../store/agency/upload-consent-query.ts';
import { dropUploadConsent, giveUploadConsent } from '../../store/agency/upload-consent-store.ts';
import type { System } from '../system.ts';
import { type ChangedCase, changeCase, currentCase } from './change-case.ts';
import { dropFiles } from './drop-files.ts';
import { type ArrivedFile, uploadDocument } from './upload-document.ts';

/**
 * The holder agrees to upload documents, apart from what was agreed to when booking (PIPL, articles 14 and 29). `version`: of the privacy
 * notice that was shown. Refuses with upload_consent_required when that is another one by now, or none.
 */
export async function agreeToUpload(
  { database, clock, catalogue }: Pick<System, 'database' | 'clock' | 'catalogue'>,
  { id }: Pick<Booking, 'id'>,
  version: unknown,
): Promise<Outcome<null>> {
  const current = consentVersion(await catalogue());
  if (version !== current) return refuse('upload_consent_required');
  await giveUploadConsent(database.writer, id, { version: current, givenAt: clock.now() });
  return accept(null);
}

/**
 * Takes it back (article 15): nothing more can be uploaded, and what lies here and is not under review is removed. What the branch has in
 * hand goes with the booking's data, when the holder asks for that or its period is over.
 */
export async function takeUploadConsentBack(system: System, booking: Booking): Promise<void> {
  const { writer } = system.database;
  await dropUploadConsent(writer, booking.id);
  const { documents } = await currentCase(writer, booking, await system.catalogue(), system.clock.now());
  for (const { item, file } of documents) {
    if (file === null) continue;
    const done = await changeCase(
      system,
      booking,
      { type: 'remove', item },
      { actor: theHolder, audit: null },
    );
    if (done.ok) await dropFiles(system, done.value.dropped);
  }
}

/** Keeps a material of a holder who has agreed to that. Refuses with upload_consent_required, and as `uploadDocument`. */
export async function uploadAsAgreed(
  system: System,
  booking: Booking,
  item: string,
  file: ArrivedFile,
): Promise<Outcome<ChangedCase>> {
  const consent = await uploadConsentOf(system.database.writer, booking.id);
  return consent === null ? refuse('upload_consent_required') : uploadDocument(system, booking, item, file);
}
