import type { StaffMember } from './permissions.ts';

const several = ['staff', 'key', 'device'] as const;
const single = ['holder', 'visitor', 'system', 'nobody'] as const;

/** Who does something. `unknown` is only ever read: a row from before, whose `id` is all that it says. */
export type Who =
  | { readonly kind: (typeof several)[number] | 'unknown'; readonly id: string }
  | { readonly kind: (typeof single)[number] };

/** Who, and the network address they come from; null: from none, or from none that we know. */
export type Actor = Who & { readonly address: string | null };

/** A member of staff in a session: what they may do, and where they sit. */
export interface StaffActor extends StaffMember {
  readonly kind: 'staff';
  readonly address: string | null;
}

/** Jobs and the command line. */
export const theSystem: Actor = { kind: 'system', address: null };
/** Whoever has the secret of a booking. */
export const theHolder: Who = { kind: 'holder' };
/** Whoever has the secret of a ticket. */
export const theVisitor: Who = { kind: 'visitor' };

/** As rows say it: "staff:<id>", "holder". */
export function formatActor(who: Who): string {
  if (!('id' in who)) return who.kind;
  return who.kind === 'unknown' ? who.id : `${who.kind}:${who.id}`;
}

/** The other way round; what is no actor of today is kept as it stands. */
export function parseActor(text: string): Who {
  const alone = single.find((kind) => kind === text);
  if (alone !== undefined) return { kind: alone };
  const [prefix] = text.split(':', 1);
  const kind = several.find((one) => one === prefix && text.length > one.length + 1);
  return kind === undefined ? { kind: 'unknown', id: text } : { kind, id: text.slice(kind.length + 1) };
}
