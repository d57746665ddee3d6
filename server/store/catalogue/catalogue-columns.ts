import type { Flag, Table } from '../table.ts';

export interface CalendarYearRow {
  readonly year: number;
  readonly days: string;
  readonly imported_at: number;
}

export interface CityRow {
  readonly code: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly sort: number;
}

export interface CounterRow {
  readonly code: string;
  readonly site: string;
  readonly label: string;
  readonly queues: string;
  readonly sort: number;
}

export interface LinkRow {
  readonly code: string;
  readonly label_zh: string;
  readonly label_en: string;
  readonly url: string;
  readonly active: Flag;
  readonly verified: Flag;
  readonly sort: number;
  readonly unverified: string;
  readonly revision: number;
}

export interface MaterialRow {
  readonly code: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly provided_by: string;
  readonly per_card: Flag;
}

export interface OpeningSessionRow {
  readonly site: string;
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

export interface PartClosureRow {
  readonly id: string;
  readonly site: string;
  readonly kind: string;
  readonly subject: string | null;
  readonly places: number | null;
  readonly first_date: string;
  readonly last_date: string;
  readonly weekdays: string;
  readonly except_dates: string;
  readonly from_time: string | null;
  readonly to_time: string | null;
  readonly reason_zh: string;
  readonly reason_en: string;
}

export interface PartnerOutletRow {
  readonly id: string;
  readonly city: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly address_zh: string;
  readonly address_en: string;
  readonly telephone: string;
  readonly active: Flag;
  readonly verified: Flag;
  readonly sort: number;
  readonly unverified: string;
  readonly revision: number;
}

export interface PrivacyNoticeRow {
  readonly version: string;
  readonly published_at: number;
  readonly text_zh: string;
  readonly text_en: string;
  readonly news_zh: string | null;
  readonly news_en: string | null;
  readonly handler_zh: string | null;
  readonly handler_en: string | null;
  readonly contact_zh: string | null;
  readonly contact_en: string | null;
}

export interface QuestionRow {
  readonly code: string;
  readonly service: string;
  readonly text_zh: string;
  readonly text_en: string;
  readonly help_zh: string | null;
  readonly help_en: string | null;
  readonly answers: string;
  readonly active: Flag;
  readonly verified: Flag;
  readonly sort: number;
  readonly unverified: string;
  readonly revision: number;
}

export interface QueueRow {
  readonly id: string;
  readonly site: string;
  readonly code: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly precedence: number;
  readonly slot_minutes: number;
  readonly places: number;
  readonly plan: string | null;
}

export interface ReasonTextRow {
  readonly id: string;
  readonly sort: number;
  readonly text_zh: string;
  readonly text_en: string;
}

export interface ServiceRow {
  readonly code: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly summary_zh: string;
  readonly summary_en: string;
  readonly place_zh: string;
  readonly place_en: string;
  readonly minutes: number;
  readonly online: Flag;
  readonly active: Flag;
  readonly verified: Flag;
  readonly sort: number;
  readonly unverified: string;
  readonly revision: number;
}

export interface ServiceMaterialRow {
  readonly id: string;
  readonly service: string;
  readonly material: string;
  readonly site: string | null;
  readonly form: string;
  readonly sealed: Flag;
  readonly bring: Flag;
  readonly note_zh: string | null;
  readonly note_en: string | null;
  readonly active: Flag;
  readonly verified: Flag;
  readonly sort: number;
  readonly unverified: string;
  readonly revision: number;
}

export interface SiteRow {
  readonly code: string;
  readonly city: string;
  readonly kind: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly address_zh: string | null;
  readonly address_en: string | null;
  readonly telephone: string | null;
  readonly website: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly note_zh: string | null;
  readonly note_en: string | null;
  readonly time_zone: string;
  readonly bookable: Flag;
  readonly handling: Flag;
  readonly make_up_weekday: number;
  readonly roster_full: number | null;
  readonly rules: string;
  readonly hall: string;
  readonly active: Flag;
  readonly verified: Flag;
  readonly sort: number;
  readonly unverified: string;
  readonly revision: number;
}

export interface SiteExceptionRow {
  readonly id: string;
  readonly site: string;
  readonly date: string;
  readonly kind: string;
  readonly from_time: string | null;
  readonly to_time: string | null;
  readonly reason_zh: string;
  readonly reason_en: string;
}

export interface SiteServiceRow {
  readonly site: string;
  readonly service: string;
  readonly queue: string;
  readonly minutes: number | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly calendar_year: Table<CalendarYearRow>;
    readonly city: Table<CityRow, 'sort'>;
    readonly counter: Table<CounterRow, 'sort'>;
    readonly link: Table<LinkRow, 'active' | 'verified' | 'sort' | 'unverified' | 'revision'>;
    readonly material: Table<MaterialRow, 'per_card'>;
    readonly opening_session: Table<OpeningSessionRow>;
    readonly part_closure: Table<PartClosureRow>;
    readonly partner_outlet: Table<
      PartnerOutletRow,
      'active' | 'verified' | 'sort' | 'unverified' | 'revision'
    >;
    readonly privacy_notice: Table<PrivacyNoticeRow>;
    readonly question: Table<QuestionRow, 'active' | 'verified' | 'sort' | 'unverified' | 'revision'>;
    readonly queue: Table<QueueRow>;
    readonly reason_text: Table<ReasonTextRow>;
    readonly service: Table<
      ServiceRow,
      'online' | 'active' | 'verified' | 'sort' | 'unverified' | 'revision'
    >;
    readonly service_material: Table<
      ServiceMaterialRow,
      'active' | 'verified' | 'sort' | 'unverified' | 'revision'
    >;
    readonly site: Table<
      SiteRow,
      'handling' | 'make_up_weekday' | 'active' | 'verified' | 'sort' | 'unverified' | 'revision'
    >;
    readonly site_exception: Table<SiteExceptionRow>;
    readonly site_service: Table<SiteServiceRow>;
  }
}
