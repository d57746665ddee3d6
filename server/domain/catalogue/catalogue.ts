import type { PublishedCalendar } from '../calendar/published-calendar.ts';
import type { MessageText } from '../message/message-text.ts';
import type { PrivacyNotice } from '../privacy/privacy-notice.ts';
import type { Material, Question, Service, ServiceMaterial } from './service.ts';
import type { PartnerOutlet, Site } from './site.ts';
import type { Words } from './words.ts';

export interface City {
  readonly code: string;
  readonly name: Words;
}

/** An address elsewhere that changes without us, e.g. the identity authentication management system. */
export interface Link {
  readonly code: string;
  readonly label: Words;
  readonly url: string;
  /** the address has been confirmed; absent: it has not */
  readonly verified?: boolean;
}

/** A sentence on the hall's displays, e.g. a notice of the day. */
export interface Notice {
  readonly id: string;
  readonly site: string;
  readonly text: Words;
  /** first and last local date on which it is shown; null: from now on, and until it is taken away */
  readonly first: string | null;
  readonly last: string | null;
}

/** The notices of a site (code) on a local date, in their order. */
export function noticesOn(notices: readonly Notice[], site: string, day: string): readonly Notice[] {
  return notices.filter(
    (notice) =>
      notice.site === site &&
      (notice.first === null || notice.first <= day) &&
      (notice.last === null || notice.last >= day),
  );
}

/** All data that administrators edit, at one version, read-only. Lists are in display order and hold active entries only, but for `offSites`. */
export interface Catalogue {
  readonly version: number;
  readonly cities: readonly City[];
  readonly sites: ReadonlyMap<string, Site>;
  /** switched off: nothing is done there any more, but visits booked there are judged and spoken of */
  readonly offSites: ReadonlyMap<string, Site>;
  readonly services: ReadonlyMap<string, Service>;
  readonly materials: ReadonlyMap<string, Material>;
  readonly serviceMaterials: readonly ServiceMaterial[];
  readonly questions: readonly Question[];
  readonly calendar: PublishedCalendar;
  readonly outlets: readonly PartnerOutlet[];
  readonly links: ReadonlyMap<string, Link>;
  readonly notices: readonly Notice[];
  readonly messageTexts: readonly MessageText[];
  /** in the order in which they were published */
  readonly privacyNotices: readonly PrivacyNotice[];
}
