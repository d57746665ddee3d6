import { DateTime } from 'luxon';
import type { Locale } from '../../../domain/catalogue/words.ts';
import { maskEmail, maskMobile } from '../../../domain/enterprise/masking.ts';
import type { Who } from '../../../domain/staff/actor.ts';
import { isWordKey, words } from '../../../locales/words.ts';
import type { AuditLine } from '../../../store/staff/audit-query.ts';
import { paths } from '../../paths.ts';
import { staffZone } from '../../staff/staff-time.ts';

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

/** 2026-11-24 09:15:02, where the offices are. */
function auditTime(at: number): string {
  return DateTime.fromMillis(at, { zone: staffZone }).toFormat('yyyy-MM-dd HH:mm:ss');
}

/** What an action is called; one that has no name of its own is shown as it is written. */
export function actionName(action: string, locale: Locale): string {
  const key = `audit.actions.${action}`;
  return isWordKey(key) ? words(locale)(key) : action;
}

/** What actors are called, and what is written by its id and has a name. */
interface Called {
  readonly named: (actor: Who) => string;
  readonly subjects: ReadonlyMap<string, string>;
}

export function rowView(line: AuditLine, { named, subjects }: Called, locale: Locale): AuditRowView {
  const done = line.result === 'done';
  return {
    href: paths.admin.item('audit', line.id),
    time: auditTime(line.at),
    actor: named(line.actor),
    address: line.actor.address ?? '',
    action: actionName(line.action, locale),
    subject: subjects.get(line.subject) ?? line.subject,
    result: words(locale)(done ? 'audit.done' : 'audit.refused'),
    done,
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

export function auditLineView(line: AuditLine, called: Called, locale: Locale): AuditLineView {
  const before = fieldsOf(line.before);
  const after = fieldsOf(line.after);
  return {
    ...rowView(line, called, locale),
    id: line.id,
    words: line.words ?? '',
    refusal: refusalOf(line.result, locale),
    changes: [...new Set([...before.keys(), ...after.keys()])].map((field) => {
      const [was = '', is = ''] = [before.get(field), after.get(field)];
      return { field, before: was, after: is, differs: was !== is };
    }),
  };
}

/** Why not, in words where there are any. */
function refusalOf(result: string, locale: Locale): string | null {
  const key = `refusal.${result}`;
  if (isWordKey(key)) return words(locale)(key, { minutes: 15, shortest: 12 });
  return result === 'done' ? null : result;
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
