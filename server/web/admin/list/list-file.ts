import type { Request, Response } from 'express';
import { recordAudit } from '../../../actions/record-audit.ts';
import type { System } from '../../../actions/system.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import type { PageContext } from '../../page-context.ts';
import { asked } from '../../request/asked.ts';
import { type FileFormat, fileFormat, fileFormats, sendTable, type TableFile } from './table-file.ts';

/** Lines in one file at most. */
export const mostLines = 50_000;

/** The addresses of a list's files. */
export interface ListFiles {
  readonly links: readonly { readonly href: string; readonly text: string }[];
  /** said when a file does not hold all lines; null: it does */
  readonly limit: string | null;
}

/** What a list's own address asks for: the page (null), a file, or a file of a kind that there is not. */
export function askedFormat(request: Request): FileFormat | 'unknown' | null {
  const wanted = asked(request, 'format');
  return wanted === '' ? null : (fileFormat(wanted) ?? 'unknown');
}

/** Links to a list as a file: its own address with the same search, as `?format=csv` or `xlsx`. */
export function listFiles(
  address: string,
  total: number,
  { t, locale }: Pick<PageContext, 't' | 'locale'>,
  most = mostLines,
): ListFiles {
  const links = fileFormats.map((format) => ({
    href: `${address}${address.includes('?') ? '&' : '?'}format=${format}`,
    text: t(`day.file.${format}`),
  }));
  return {
    links: total === 0 ? [] : links,
    limit: total > most ? t('day.file.limit', { limit: most.toLocaleString(locale) }) : null,
  };
}

export interface ListFile {
  /** what the audit calls it: "outbox" */
  readonly list: string;
  /** a site, or what else it is about */
  readonly subject: string;
  readonly format: FileFormat;
  readonly table: TableFile;
  /** how it was narrowed; no personal data */
  readonly search?: Readonly<Record<string, string | number | boolean | null>>;
  /** default: list.export */
  readonly action?: string;
}

/** Answers with a list as a file, and writes down in the audit who took it away. */
export async function sendList(
  system: Pick<System, 'database' | 'secrets' | 'clock'>,
  request: Request,
  response: Response,
  { list, subject, format, table, search = {}, action = 'list.export' }: ListFile,
): Promise<void> {
  await recordAudit(system, {
    actor: currentStaff(request),
    action,
    subject,
    before: null,
    after: { list, format, rows: table.rows.length, ...search },
    result: 'done',
  });
  await sendTable(response, table, format);
}
