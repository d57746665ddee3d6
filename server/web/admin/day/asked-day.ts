import type { System } from '../../../actions/system.ts';
import { endLength } from '../../../domain/booking/search-grams.ts';
import { bareCode } from '../../../domain/enterprise/half-width.ts';
import { parseMobileNumber } from '../../../domain/enterprise/mobile-number.ts';
import { normaliseReference } from '../../../domain/enterprise/reference.ts';
import type { BookingHint } from '../../../store/booking/search-query.ts';

export const dayTabs = ['timeline', 'bookings', 'tickets'] as const;
export type DayTab = (typeof dayTabs)[number];

/** Where somebody is looked for: on this day, on any day of this site, or at every site of whoever looks. */
export const searchScopes = ['day', 'site', 'sites'] as const;
export type SearchScope = (typeof searchScopes)[number];

/** The scope that is in force: somewhere else only for somebody who is looked for, because the whole history is no list. */
export function scopeOf({ scope, q }: { readonly scope: SearchScope; readonly q: string }): SearchScope {
  return q === '' ? 'day' : scope;
}

/** Four characters and more are looked for at the end of codes and numbers: what a masked list shows, too. */
export function hintIn({ secrets }: Pick<System, 'secrets'>, text: string): BookingHint | null {
  if (text === '') return null;
  const bare = bareCode(text);
  const ending = /^[0-9A-Z]{4,18}$/.test(bare) ? bare : '';
  const mobile = parseMobileNumber(text);
  return {
    reference: normaliseReference(text),
    ending,
    name: text,
    mobileMark: mobile.ok ? secrets.markOf('search', mobile.value) : null,
    endMark: ending === '' ? null : secrets.markOf('search', `end ${ending.slice(-endLength)}`),
  };
}
