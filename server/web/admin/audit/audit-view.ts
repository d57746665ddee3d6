import { DateTime } from 'luxon';
import type { Locale } from '../../../domain/catalogue/words.ts';
import { maskEmail, maskMobile } from '../../../domain/enterprise/masking.ts';
import { isWordKey, words } from '../../../locales/words.ts';
import { type AuditLine, type AuditOrder, auditOrders } from '../../../store/staff/audit-query.ts';
import { paths, withQuery } from '../../paths.ts';
import { staffZone } from '../../staff/staff-time.ts';
import { type HeadCell, headOf, type Sorting, sortingText } from '../sorting.ts';
import { fileFormats } from '../table-file.ts';

export const linesPerPage = 50;

/** What was asked for, as it stands in the form. */
export interface AskedAudit {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly sort: Sorting<AuditOrder> | null;
  readonly page: number;
}

export interface AuditRowView {
  readonly href: string;
  readonly time: string;
  readonly actor: string;
  readonly address: string;
  readonly action: string;
  readonly subject: string;
  readonly result: string;
  readonly done: boolean;
}

export interface AuditListView {
  readonly asked: AskedAudit;
  readonly actions: readonly { readonly value: string; readonly label: string }[];
  readonly rows: readonly AuditRowView[];
  readonly total: number;
  readonly pages: number;
  readonly newer: string | null;
  readonly older: string | null;
  readonly head: readonly HeadCell[];
  readonly files: readonly { readonly href: string; readonly text: string }[];
  /** so many are in one file at most; null: it holds all of them */
  readonly exportLimit: number | null;
}

/** 2026-11-24 09:15:02, where the offices are. */
function auditTime(at: number): string {
  return DateTime.fromMillis(at, { zone: staffZone }).toFormat('yyyy-MM-dd HH:mm:ss');
}

/** What an action is called; one that has no name of its own is shown as it is written. */
function actionName(action: string, locale: Locale): string {
  const key = `audit.actions.${action}`;
  return isWordKey(key) ? words(locale)(key) : action;
}

function rowView(line: AuditLine, named: (actor: string) => string, locale: Locale): AuditRowView {
  const done = line.result === 'done';
  return {
    href: paths.admin.item('audit', line.id),
    time: auditTime(line.at),
    actor: named(line.actor),
    address: line.address ?? '',
    action: actionName(line.action, locale),
    subject: line.subject,
    result: done ? words(locale)('audit.done') : line.result,
    done,
  };
}

export function auditListView(
  found: {
    readonly asked: AskedAudit;
    readonly actions: readonly string[];
    readonly lines: readonly AuditLine[];
    readonly total: number;
    readonly named: (actor: string) => string;
    readonly limit: number;
  },
  locale: Locale,
): AuditListView {
  const { asked, total, limit } = found;
  const pages = Math.max(1, Math.ceil(total / linesPerPage));
  const { page, sort, ...search } = asked;
  const given = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== ''));
  const ordered = { ...given, sort: sortingText(sort) };
  const t = words(locale);
  const at = (number: number): string => withQuery(paths.admin.audit(), { ...ordered, page: number });
  return {
    asked,
    actions: found.actions.map((value) => ({ value, label: actionName(value, locale) })),
    rows: found.lines.map((line) => rowView(line, found.named, locale)),
    total,
    pages,
    newer: page > 1 ? at(page - 1) : null,
    older: page < pages ? at(page + 1) : null,
    head: headOf(
      auditOrders.map((key) => ({ key, label: t(`audit.${key}`) })),
      sort,
      (by) => withQuery(paths.admin.audit(), { ...given, sort: by }),
    ),
    files: fileFormats.map((format) => ({
      href: withQuery(paths.admin.auditExport(format), ordered),
      text: t(`day.file.${format}`),
    })),
    exportLimit: total > limit ? limit : null,
  };
}

export interface AuditLineView extends AuditRowView {
  readonly id: string;
  /** why, as whoever did it has typed; empty: nothing was, or it is forgotten */
  readonly words: string;
  /** in words, when it was refused */
  readonly refusal: string | null;
  readonly changes: readonly {
    readonly field: string;
    readonly before: string;
    readonly after: string;
    readonly differs: boolean;
  }[];
}

export function auditLineView(
  line: AuditLine,
  named: (actor: string) => string,
  locale: Locale,
): AuditLineView {
  const before = fieldsOf(line.before);
  const after = fieldsOf(line.after);
  const key = `refusal.${line.result}`;
  return {
    ...rowView(line, named, locale),
    id: line.id,
    words: line.words ?? '',
    refusal: isWordKey(key) ? words(locale)(key, { minutes: 15, shortest: 12 }) : null,
    changes: [...new Set([...before.keys(), ...after.keys()])].map((field) => {
      const [was = '', is = ''] = [before.get(field), after.get(field)];
      return { field, before: was, after: is, differs: was !== is };
    }),
  };
}

/** An object field by field, deeper ones with dots; whom to reach stays masked here too. */
function fieldsOf(value: unknown, prefix = ''): Map<string, string> {
  const fields = new Map<string, string>();
  if (value === null || value === undefined) return fields;
  if (typeof value !== 'object' || Array.isArray(value)) {
    fields.set(prefix === '' ? '·' : prefix, shown(prefix, value));
    return fields;
  }
  for (const [name, inner] of Object.entries(value)) {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    for (const [field, text] of fieldsOf(inner, path)) fields.set(field, text);
  }
  return fields;
}

function shown(path: string, value: unknown): string {
  const plain = Array.isArray(value) && value.every((one) => typeof one !== 'object');
  const text = typeof value === 'string' ? value : plain ? value.join(', ') : JSON.stringify(value);
  if (/mobile|telephone$/i.test(path)) return maskMobile(text);
  return /email$/i.test(path) ? maskEmail(text) : text;
}
