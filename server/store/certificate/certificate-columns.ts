import type { Table } from '../table.ts';

export interface CertificateRow {
  readonly id: string;
  readonly email: string | null;
  readonly locale: string;
  readonly enterprise: string;
  readonly expires_on: string;
  readonly site: string | null;
  readonly booking: string | null;
  readonly source: string;
  readonly consent_version: string;
  readonly asked_at: number;
  readonly confirmed_at: number | null;
  readonly next_on: string | null;
  readonly renewed_on: string | null;
}

export interface CertificateNoticeRow {
  readonly certificate: string;
  readonly stage: number;
  readonly told_at: number;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly certificate: Table<CertificateRow>;
    readonly certificate_notice: Table<CertificateNoticeRow>;
  }
}
