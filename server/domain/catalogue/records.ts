import type { MessageText } from '../message/message-text.ts';
import type { PrivacyNotice } from '../privacy/privacy-notice.ts';
import type { City, Link, Notice } from './catalogue.ts';
import type { ReasonText } from './reason-text.ts';
import type { Material, Question, Service, ServiceMaterial } from './service.ts';
import type { PartnerOutlet, Site } from './site.ts';

/** One day of a year's notice, in the format of the holiday-cn project. */
export interface CalendarDayRecord {
  readonly name: string;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly isOffDay: boolean;
}

/** The State Council's notice for one year, as administrators import it. */
export interface CalendarYear {
  readonly year: number;
  readonly days: readonly CalendarDayRecord[];
}

/** Everything that administrators edit, inactive entries included: what the seeds hold and the store keeps. */
export interface CatalogueRecords {
  readonly cities: readonly City[];
  readonly sites: readonly Site[];
  readonly services: readonly Service[];
  readonly materials: readonly Material[];
  readonly serviceMaterials: readonly ServiceMaterial[];
  readonly questions: readonly Question[];
  readonly calendarYears: readonly CalendarYear[];
  readonly outlets: readonly PartnerOutlet[];
  readonly links: readonly Link[];
  readonly notices: readonly Notice[];
  /** in the order in which they are offered */
  readonly reasonTexts: readonly ReasonText[];
  readonly messageTexts: readonly MessageText[];
  /** in the order in which they were published */
  readonly privacyNotices: readonly PrivacyNotice[];
}

/** What belongs to sites: each site, and the sentences on its displays. */
export type SiteRecords = Pick<CatalogueRecords, 'sites' | 'notices'>;

/** What belongs to no site. */
export type SharedRecords = Omit<CatalogueRecords, keyof SiteRecords>;
