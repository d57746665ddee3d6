import type { Locale } from '../../domain/catalogue/words.ts';
import type { ReportRhythm } from '../../domain/report/report-period.ts';
import type { Table } from '../table.ts';

export interface ReportSubscriptionRow {
  readonly id: string;
  readonly recipient: string;
  readonly scope: string;
  readonly rhythm: ReportRhythm;
  readonly at_time: string;
  readonly locale: Locale;
  readonly files: string;
  readonly since: number;
  readonly created_by: string;
  readonly created_at: number;
  readonly ended_at: number | null;
  readonly ended_by: 'recipient' | 'staff' | null;
}

export interface ReportSendingRow {
  readonly subscription: string;
  readonly period_from: string;
  readonly period_to: string;
  readonly asked_at: number;
  readonly message: string;
  readonly written_at: number;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly report_subscription: Table<ReportSubscriptionRow>;
    readonly report_sending: Table<ReportSendingRow>;
  }
}
