import { createHash } from 'node:crypto';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { type Recording, recogniseSound } from '../../domain/queue/screens/recording.ts';
import { judgeTake, takeRate } from '../../domain/sound/take.ts';
import { readWave } from '../../domain/sound/wave.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { mayWorkAt } from '../../domain/staff/permissions.ts';
import { deleteRecording, writeRecordings } from '../../store/recording/recording-store.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';

type Parts = Pick<System, 'database' | 'secrets' | 'clock'>;

export interface SentRecording {
  readonly fragment: string;
  /** of the file, for telling which one is wrong */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * A branch's own recordings, all or none. Refuses with not_permitted, and as `recogniseSound` with `details.name`, the name of the first
 * file that is wrong.
 */
export async function keepRecordings(
  system: Parts,
  staff: StaffActor,
  { site, sent }: { readonly site: string; readonly sent: readonly SentRecording[] },
): Promise<Outcome<readonly Recording[]>> {
  if (!mayWorkAt(staff, site)) return refuse('not_permitted');
  const kept: (Recording & { readonly bytes: Uint8Array })[] = [];
  for (const { fragment, name, bytes } of sent) {
    const kind = recogniseSound(bytes);
    if (!kind.ok) return refuse(kind.code, { name });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const size = bytes.length;
    kept.push({ site, fragment, kind: kind.value, size, sha256, uploadedAt: system.clock.now(), bytes });
  }
  await writeRecordings(system.database.writer, kept, staff);
  const after = { fragments: kept.map(({ fragment }) => fragment).join(' ') };
  await tell(system, staff, site, 'recording.keep', { before: null, after });
  return accept(kept);
}

/**
 * A take of the studio, kept as each of these fragments. Refuses with not_permitted, and with invalid_input and `details.problem` (a
 * `TakeProblem`) when it is none that can be joined with others: browsers measured it before, but what arrives may come from anywhere.
 */
export async function keepTake(
  system: Parts,
  staff: StaffActor,
  { site, fragments, bytes }: TakeToKeep,
): Promise<Outcome<readonly Recording[]>> {
  if (!mayWorkAt(staff, site)) return refuse('not_permitted');
  const sound = readWave(bytes);
  if (sound === null || sound.sampleRate !== takeRate) return refuse('invalid_input', { problem: 'format' });
  const judged = judgeTake(sound);
  if (!judged.ok) return refuse('invalid_input', { problem: judged.problem });
  return keepRecordings(system, staff, {
    site,
    sent: fragments.map((fragment) => ({ fragment, name: fragment, bytes })),
  });
}

interface TakeToKeep {
  readonly site: string;
  readonly fragments: readonly string[];
  readonly bytes: Uint8Array;
}

/** From now on the voice that comes with the system says it again. Refuses with not_permitted and not_found. */
export async function dropRecording(
  system: Parts,
  staff: StaffActor,
  { site, fragment }: { readonly site: string; readonly fragment: string },
): Promise<Outcome<null>> {
  if (!mayWorkAt(staff, site)) return refuse('not_permitted');
  if (!(await deleteRecording(system.database.writer, site, fragment))) return refuse('not_found');
  await tell(system, staff, site, 'recording.drop', { before: { fragment }, after: null });
  return accept(null);
}

function tell(
  system: Parts,
  staff: StaffActor,
  site: string,
  action: 'recording.keep' | 'recording.drop',
  change: { readonly before: Record<string, string> | null; readonly after: Record<string, string> | null },
): Promise<void> {
  return recordAudit(system, {
    actor: staff,
    action,
    subject: site,
    ...change,
    result: 'done',
  });
}
