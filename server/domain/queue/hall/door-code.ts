import { minute } from '../../calendar/durations.ts';

/** What a code at the door says: of which hall it is, and from which minute. Whoever signs it makes it worth something. */
export interface DoorCode {
  readonly site: string;
  /** whole minutes since 1970 */
  readonly minute: number;
}

/** ms from the beginning of its minute, so that one that is being replaced just now can still be used */
const doorCodeLife = 2 * minute;

/** The code of this minute; `now`: epoch ms. */
export function doorCodeAt(site: string, now: number): DoorCode {
  return { site, minute: Math.floor(now / minute) };
}

/** Never before its minute, and no longer than its life; `now`: epoch ms. */
export function isDoorCodeGood(code: DoorCode, now: number): boolean {
  const age = now - code.minute * minute;
  return age >= 0 && age < doorCodeLife;
}

export function formatDoorCode({ site, minute: since }: DoorCode): string {
  return `${since.toString(36)}.${site}`;
}

/** The other way round; null: it is none. */
export function parseDoorCode(text: string): DoorCode | null {
  const [, since = '', site = ''] = /^([0-9a-z]{1,8})\.([\w-]{1,40})$/.exec(text) ?? [];
  const code = { site, minute: Number.parseInt(since, 36) };
  return site !== '' && formatDoorCode(code) === text ? code : null;
}
