import { dropKeptForm, keptFormSince, typedKept, writeKeptForm } from '../../store/staff/kept-form-store.ts';
import { staffById } from '../../store/staff/staff-query.ts';
import { makeSeal, type SentFields } from '../seal.ts';
import type { System } from '../system.ts';

type Parts = Pick<System, 'clock' | 'config' | 'database'>;

/** Of one person; each is at most as long as a form may be. */
const most = 10;

/** Which form, and whose. */
interface FormOf {
  readonly staff: string;
  /** of its page */
  readonly path: string;
}

/** What was typed into a form whose session had ended. */
export interface KeptForm {
  /** epoch ms */
  readonly at: number;
  /** where it was sent: the page itself, or an address below it */
  readonly to: string;
  /** the address at which the form stood */
  readonly from: string;
  readonly fields: SentFields;
}

/** Keeps what somebody had typed, sealed, for an hour. Answers whether there still is such an account. */
export async function keepForm(
  { clock, config, database }: Parts,
  { staff, path, ...sent }: FormOf & Omit<KeptForm, 'at'>,
): Promise<boolean> {
  const found = await staffById(database.reader, staff);
  if (found === null || !found.active) return false;
  const sealed = makeSeal(config.sessionSecret, 'kept-form').close({ staff, path, ...sent });
  await writeKeptForm(database.writer, { staff, path, sealed, at: clock.now() }, most);
  return true;
}

/** What was kept of a form for somebody within the hour; null: nothing. */
export async function keptForm({ clock, config, database }: Parts, form: FormOf): Promise<KeptForm | null> {
  const row = await keptFormSince(database.reader, form, clock.now() - typedKept);
  if (row === null) return null;
  const kept = makeSeal(config.sessionSecret, 'kept-form').open(row.sealed);
  // a row that was put in another's place opens, and says whose it is
  if (kept === null || kept.staff !== form.staff || kept.path !== form.path) return null;
  const { to, from, fields } = kept;
  return { at: row.at, to, from, fields };
}

/** It has been saved, or is not wanted any more. */
export function forgetKeptForm({ database }: Pick<Parts, 'database'>, form: FormOf): Promise<void> {
  return dropKeptForm(database.writer, form);
}
