import type { Request, Response } from 'express';
import { recordAudit } from '../../../actions/record-audit.ts';
import type { System } from '../../../actions/system.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import type { PageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { asked } from '../../request/asked.ts';
import { prepareFile } from './prepared-files.ts';
import { type FileFormat, fileFormat, fileFormats, sendTable } from './table-file.ts';
import type { TableFile } from './workbook.ts';

/** Lines in one file at most. */
export const mostLines = 50_000;

/** From so many lines on a workbook takes its time: it is prepared beside, and a page says how far it is. */
const long = 5000;

/** The addresses of a list's files. */
export interface ListFiles {
  readonly links: readonly { readonly href: string; readonly text: string }[];
  /** that it takes a while, or does not hold all lines */
  readonly notes: readonly string[];
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
  const lines = Math.min(total, most).toLocaleString(locale);
  return {
    links: total === 0 ? [] : links,
    notes: [
      ...(total > long ? [t('day.file.long', { lines })] : []),
      ...(total > most ? [t('day.file.limit', { limit: lines })] : []),
    ],
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

/** Answers with a list as a file, or with the way to the page of one that takes a while, and writes down in the audit who took it away. */
export async function sendList(
  system: Pick<System, 'config' | 'database' | 'log' | 'secrets' | 'clock'>,
  request: Request,
  response: Response,
  { list, subject, format, table, search = {}, action = 'list.export' }: ListFile,
): Promise<void> {
  await recordAudit(system, {
    actor: currentStaff(request),
    action,
    subject,
    before: null,
    after: { list, format, rows: table.total, ...search },
    result: 'done',
  });
  if (format !== 'xlsx' || table.total <= long) return sendTable(response, table, format);
  const back = asWithoutFormat(request.originalUrl);
  const file = await prepareFile(system, { staff: currentStaff(request).id, back, table });
  response.redirect(303, paths.admin.prepared(file));
}

/** The list as it was looked at when its file was asked for. */
function asWithoutFormat(address: string): string {
  const [path = '', search = ''] = address.split('?');
  const query = new URLSearchParams(search);
  query.delete('format');
  return query.size === 0 ? path : `${path}?${query}`;
}
