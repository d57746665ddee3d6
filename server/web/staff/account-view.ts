import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Locale } from '../../domain/catalogue/words.ts';
import { mostPasskeys, type Passkey, type RelyingParty } from '../../domain/staff/passkey.ts';
import { type StaffMember, worksEverywhere } from '../../domain/staff/permissions.ts';
import { words } from '../../locales/words.ts';
import type { ListedSession } from '../../store/staff/session-query.ts';
import type { FieldErrors } from './field-errors.ts';
import type { OwnDuty } from './own-duty.ts';
import { staffTime } from './staff-time.ts';

export interface SessionLine {
  readonly id: string;
  readonly browser: string;
  readonly address: string;
  readonly started: string;
  readonly seen: string;
  /** the one that looks at the list */
  readonly own: boolean;
}

export interface PasskeyLine {
  readonly id: string;
  readonly name: string;
  /** in words */
  readonly created: string;
  readonly used: string;
}

export interface AccountView {
  readonly name: string;
  readonly username: string;
  readonly role: string;
  readonly sites: string;
  /** null: they serve at no counter */
  readonly duty: OwnDuty | null;
  /** an authenticator application, a passkey, or both */
  readonly hasSecondFactor: boolean;
  readonly hasAuthenticator: boolean;
  readonly passkeys: readonly PasskeyLine[];
  /** whether there is room for another; none: browsers make no passkeys for this address */
  readonly passkeyPlace: 'room' | 'full' | 'none';
  readonly factorRequired: boolean;
  readonly codesLeft: number;
  readonly sessions: readonly SessionLine[];
  /** sign-ins from devices that the account had not used before */
  readonly newDevices: readonly { readonly at: string; readonly address: string }[];
  /** what has just been done, in words */
  readonly done: string | null;
  readonly errors: FieldErrors;
}

/** Names of the sites somebody works at, or "all". */
export function siteNames(
  staff: Pick<StaffMember, 'role' | 'sites'>,
  catalogue: Catalogue,
  locale: Locale,
): string {
  if (worksEverywhere(staff)) return words(locale)('staff.allSites');
  if (staff.sites.length === 0) return words(locale)('staff.noSites');
  const names = staff.sites.map((code) => catalogue.sites.get(code)?.name[locale] ?? code);
  return names.join(locale === 'en' ? ', ' : '、');
}

export function sessionLines(
  sessions: readonly ListedSession[],
  ownHash: string | null,
  locale: Locale,
): readonly SessionLine[] {
  return sessions.map(({ id, idHash, address, agent, startedAt, seenAt }) => ({
    id,
    browser: browserName(agent, locale),
    address,
    started: staffTime(startedAt, locale),
    seen: staffTime(seenAt, locale),
    own: idHash === ownHash,
  }));
}

export function passkeyLine({ id, name, createdAt, lastUsedAt }: Passkey, locale: Locale): PasskeyLine {
  const t = words(locale);
  return {
    id,
    name,
    created: t('staff.passkey.created', { at: staffTime(createdAt, locale) }),
    used:
      lastUsedAt === null
        ? t('staff.passkey.unused')
        : t('staff.passkey.used', { at: staffTime(lastUsedAt, locale) }),
  };
}

export function placeFor(party: RelyingParty | null, count: number): AccountView['passkeyPlace'] {
  if (party === null) return 'none';
  return count < mostPasskeys ? 'room' : 'full';
}

const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const machines: readonly (readonly [RegExp, string])[] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** "Chrome, Windows": as much of the User-Agent as its owner can recognise. */
export function browserName(agent: string, locale: Locale): string {
  const found = [browsers, machines].flatMap(
    (list) => list.find(([pattern]) => pattern.test(agent))?.[1] ?? [],
  );
  return found.length === 0
    ? words(locale)('staff.account.otherBrowser')
    : found.join(locale === 'en' ? ', ' : '，');
}
