import type { FieldProblem } from '../../../actions/catalogue/catalogue-edit.ts';
import type { Translate } from '../../../locales/words.ts';
import type { FormValues } from '../../form/form-values.ts';
import type { FieldMessage } from '../../form-field.ts';
import type { Field, FormSection, SectionPreview } from './form-section.ts';
import type { Merge } from './three-ways.ts';

/** A field as its template writes it. */
export interface FieldView extends Field {
  readonly value: string;
  readonly chosen: readonly string[];
  readonly error: string | null;
  /** that somebody else has changed it meanwhile, and what it was */
  readonly stored: string | null;
  /** two have changed it: what this person typed and what is stored, one of which has to be chosen */
  readonly both: readonly { readonly value: string; readonly text: string }[] | null;
}

export interface SectionView {
  readonly heading: string;
  readonly text: string | null;
  readonly first: { readonly href: string; readonly text: string } | null;
  readonly fields: readonly FieldView[];
  readonly table: {
    readonly head: string;
    readonly columns: readonly string[];
    readonly rows: readonly {
      readonly head: string;
      readonly note: string | null;
      readonly cells: readonly (FieldView | null)[];
    }[];
  } | null;
  readonly preview: SectionPreview | null;
}

export interface FormFacts {
  readonly values: FormValues;
  readonly errors: readonly FieldMessage[];
  /** of what was typed with what somebody else has stored meanwhile; null: nobody has */
  readonly merged: MergedFacts | null;
}

export interface MergedFacts extends Merge {
  readonly typed: FormValues;
  readonly stored: FormValues;
}

/** The sections of a form with what is in them, what is wrong and what others have changed. */
export function sectionViews(
  sections: readonly FormSection[],
  facts: FormFacts,
  t: Translate,
): readonly SectionView[] {
  const show = (field: Field): FieldView => fieldView(field, facts, t);
  return sections.map(({ heading, text = null, first = null, fields = [], table, preview = null }) => ({
    heading,
    first,
    preview,
    text,
    fields: fields.map(show),
    table:
      table === undefined
        ? null
        : {
            ...table,
            rows: table.rows.map(({ head, note = null, cells }) => ({
              head,
              note,
              cells: cells.map((cell) => (cell === null ? null : show(cell))),
            })),
          },
  }));
}

/** What each field is called, in a list where it stands alone. */
export function labelsOf(sections: readonly SectionView[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const { fields, table } of sections) {
    for (const field of fields) labels.set(field.name, field.label);
    for (const { head, cells } of table?.rows ?? []) {
      for (const cell of cells) if (cell !== null) labels.set(cell.name, `${head} · ${cell.label}`);
    }
  }
  return labels;
}

/** The list at the top of a form, each entry with the field that it leads to. */
export function errorList(
  sections: readonly SectionView[],
  errors: readonly FieldMessage[],
  t: Translate,
): readonly FieldMessage[] {
  const labels = labelsOf(sections);
  return errors.map(({ field, message }) => {
    const label = labels.get(field);
    return { field, message: label === undefined ? message : t('common.about', { label, message }) };
  });
}

/** The sentence at each field that an edit did not take. */
export function problemMessages(problems: readonly FieldProblem[], t: Translate): readonly FieldMessage[] {
  return problems.map(({ field, code, details = {} }) => {
    const { min = '', max = '', count = 0, wanted = '', found = '' } = details;
    return { field, message: t(`settings.problem.${code}`, { min, max, count, wanted, found }) };
  });
}

function fieldView(field: Field, { values, errors, merged }: FormFacts, t: Translate): FieldView {
  const value = field.control.kind === 'secret' ? '' : values.get(field.name);
  return {
    ...field,
    value: typeof value === 'string' ? value : '',
    chosen: typeof value === 'string' ? [value] : (value ?? []),
    error: errors.find((one) => one.field === field.name)?.message ?? null,
    ...merging(field, merged, t),
  };
}

function merging(field: Field, merged: MergedFacts | null, t: Translate): Pick<FieldView, 'stored' | 'both'> {
  const { name } = field;
  const said = (values: FormValues): string => shortened(spoken(field, values.get(name), t));
  if (merged?.both.has(name)) {
    const { typed, stored } = merged;
    const both = [
      { value: String(typed.get(name) ?? ''), text: t('settings.form.mine', { value: said(typed) }) },
      { value: String(stored.get(name) ?? ''), text: t('settings.form.theirs', { value: said(stored) }) },
    ];
    return { stored: null, both };
  }
  const changed = merged?.others.has(name)
    ? t('settings.form.stored', { value: said(merged.stored), before: said(merged.typed) })
    : null;
  return { stored: changed, both: null };
}

/** A value as its field would show it. */
export function spoken(
  { control }: Field,
  value: string | readonly string[] | undefined,
  t: Translate,
): string {
  if (control.kind === 'flag') return t(value === 'on' ? 'common.yes' : 'common.no');
  const list = typeof value === 'string' ? [value] : (value ?? []);
  if (!('options' in control)) return list.join(', ') || '—';
  return (
    list.map((one) => control.options.find((option) => option.value === one)?.text ?? one).join(', ') || '—'
  );
}

const longest = 200;

/** A file that was pasted is not read here. */
export function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
