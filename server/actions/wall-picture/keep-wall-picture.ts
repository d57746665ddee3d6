import { webcrypto } from 'node:crypto';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { recognisePicture, type WallPicture } from '../../domain/queue/screens/wall-picture.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { mayWorkAt } from '../../domain/staff/permissions.ts';
import { deleteWallPicture, writeWallPicture } from '../../store/wall-picture/wall-picture-store.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';

type Parts = Pick<System, 'database' | 'clock' | 'secrets'>;

/** Refuses with not_permitted, too_many_pictures, and as `recognisePicture`. */
export async function keepWallPicture(
  system: Parts,
  staff: StaffActor,
  { site, name, bytes: sent }: { readonly site: string; readonly name: string; readonly bytes: Uint8Array },
): Promise<Outcome<WallPicture>> {
  if (!mayWorkAt(staff, site)) return refuse('not_permitted');
  const recognised = recognisePicture(sent);
  if (!recognised.ok) return recognised;
  const { kind, length } = recognised.value;
  const bytes = sent.subarray(0, length);
  // beside the loop: a video has megabytes
  const sha256 = Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
  const uploadedAt = system.clock.now();
  const picture: WallPicture = { site, sha256, kind, size: length, name, uploadedAt };
  if (!(await writeWallPicture(system.database.writer, { ...picture, bytes }, staff)))
    return refuse('too_many_pictures');
  const after = { name, kind, sha256 };
  await recordAudit(system, {
    actor: staff,
    action: 'wall_picture.keep',
    subject: site,
    before: null,
    after,
    result: 'done',
  });
  return accept(picture);
}

/** Refuses with not_permitted and not_found. */
export async function dropWallPicture(
  system: Parts,
  staff: StaffActor,
  { site, sha256 }: { readonly site: string; readonly sha256: string },
): Promise<Outcome<null>> {
  if (!mayWorkAt(staff, site)) return refuse('not_permitted');
  if (!(await deleteWallPicture(system.database.writer, site, sha256))) return refuse('not_found');
  const before = { sha256 };
  await recordAudit(system, {
    actor: staff,
    action: 'wall_picture.drop',
    subject: site,
    before,
    after: null,
    result: 'done',
  });
  return accept(null);
}
