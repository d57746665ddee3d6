import type { FieldProblem } from '../../../actions/catalogue/catalogue-edit.ts';
import type { Handed } from '../../../actions/importing/carry-out-staff.ts';
import {
  type ImportRow,
  mostRows,
  type PlannedRow,
  type RowState,
} from '../../../actions/importing/import-row.ts';
import { addDays, localDate } from '../../../domain/calendar/local-time.ts';
import { isWordKey, type Translate } from '../../../locales/words.ts';
import type { PageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { staffZone } from '../../staff/staff-time.ts';
import { adminPage } from '../admin-page.ts';
import type { EffectsView } from '../form/effects-view.ts';
import type { FormFrame } from '../form/form-section.ts';
import { problemMessages } from '../form/form-view.ts';
import { fileFormats } from '../list/table-file.ts';
import { columnName, columnsOf, type ImportKind, valueName } from './import-kinds.ts';

export interface ImportView extends FormFrame {
  readonly action: string;
  readonly files: readonly { readonly href: string; readonly text: string }[];
  readonly columns: readonly { readonly name: string; readonly needed: boolean; readonly hint: string }[];
  /** at most so many lines */
  readonly most: number;
  /** why the file was not looked at, or the lines were not written */
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly preview: PreviewView | null;
  readonly done: { readonly text: string; readonly handed: Handed; readonly days: number } | null;
}

export interface PreviewView {
  readonly sums: readonly string[];
  readonly rows: readonly {
    readonly line: number;
    readonly subject: string;
    readonly state: string;
    readonly tag: string;
    readonly notes: readonly string[];
  }[];
  /** the lines themselves, to be sent again when they are confirmed */
  readonly text: string;
  readonly revision: string;
  readonly token: string;
  /** lines that would be written */
  readonly good: number;
  readonly effects: EffectsView | null;
}

export const importPage = adminPage<ImportView>('admin/import', ({ heading }) => heading);

const tags: Readonly<Record<RowState, string>> = {
  new: 'tag tag--done',
  changed: 'tag tag--now',
  unchanged: 'tag tag--faint',
  refused: 'tag tag--stop',
};
const states: readonly RowState[] = ['new', 'changed', 'unchanged', 'refused'];

type ImportContext = Pick<PageContext, 'csrfToken' | 't' | 'now'>;

/** What stands on the page of a kind before any file was sent. */
export function emptyImport(kind: ImportKind, { csrfToken, t, now }: ImportContext): ImportView {
  return {
    heading: t(`imports.kinds.${kind}`),
    lede: t(`imports.ledes.${kind}`),
    crumbs: [{ href: paths.admin.section('import'), text: t('imports.title') }],
    tabs: [],
    action: withQuery(paths.admin.item('import', kind), { _csrf: csrfToken ?? undefined }),
    files: fileFormats.map((format) => ({
      href: withQuery(paths.admin.act('import', kind, 'file'), { format }),
      text: t('imports.template', { format: format.toUpperCase() }),
    })),
    columns: columnsOf(kind).map(({ key, needed = false }) => ({
      name: columnName(key, t),
      needed,
      hint: hintOf(kind, key, { t, now }),
    })),
    most: mostRows,
    errors: [],
    preview: null,
    done: null,
  };
}

function hintOf(kind: ImportKind, key: string, { t, now }: Pick<ImportContext, 't' | 'now'>): string {
  const own = `imports.hints.${kind}_${key}`;
  const general = `imports.hints.${key}`;
  // a date of these days, and none that has long been over
  const date = addDays(localDate(now, staffZone), 7);
  if (isWordKey(own)) return t(own, { date });
  return isWordKey(general) ? t(general, { date }) : '';
}

interface Previewed extends Pick<PreviewView, 'revision' | 'token' | 'effects'> {
  readonly rows: readonly ImportRow[];
  readonly planned: readonly PlannedRow[];
  /** columns of the file that nobody reads */
  readonly unknown: readonly string[];
}

/** Each line of a file with what it would do. */
export function previewView({ rows, planned, unknown, ...rest }: Previewed, t: Translate): PreviewView {
  const count = (state: RowState) => planned.filter((row) => row.state === state).length;
  return {
    ...rest,
    sums: [
      ...sums(planned, t),
      ...(unknown.length > 0
        ? [t('imports.unknown', { columns: unknown.join(t('imports.separator')) })]
        : []),
    ],
    rows: planned.map((row) => ({
      line: row.line,
      subject: row.subject,
      state: t(`imports.states.${row.state}`),
      tag: tags[row.state],
      notes: notesOf(row, t),
    })),
    text: JSON.stringify(rows),
    good: count('new') + count('changed'),
  };
}

/** How many lines there are of each state. */
export function sums(planned: readonly PlannedRow[], t: Translate): readonly string[] {
  return states.map((state) =>
    t('imports.sum', {
      state: t(`imports.states.${state}`),
      count: planned.filter((row) => row.state === state).length,
    }),
  );
}

function notesOf({ problems, changes }: PlannedRow, t: Translate): readonly string[] {
  const shown = (column: string, value: string) =>
    value === '' ? t('imports.nothing') : valueName(column, value, t);
  return [
    ...problemMessages(problems.map(ofColumn), t).map(({ field, message }) =>
      t('imports.problem', { column: columnName(field, t), message }),
    ),
    ...changes.map(({ column, before, after }) =>
      t('imports.change', {
        column: columnName(column, t),
        before: shown(column, before),
        after: shown(column, after),
      }),
    ),
  ];
}

/** A part of a field stands in the column of the whole. */
function ofColumn(problem: FieldProblem): FieldProblem {
  return { ...problem, field: problem.field.split('.')[0] ?? '' };
}
