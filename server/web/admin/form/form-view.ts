import type { FieldProblem } from '../../../actions/catalogue/catalogue-edit.ts';
import type { Translate } from '../../../locales/words.ts';
import type { FormValues } from '../../form/form-values.ts';
import type { FieldMessage } from '../../form-field.ts';
import type { Field, FormSection, SectionPreview } from './form-section.ts';

/** A field as its template writes it. */
export interface FieldView extends Field {
  readonly value: string;
  readonly chosen: readonly string[];
  readonly error: string | null;
  /** what somebody else has put there meanwhile */
  readonly stored: string | null;
}

export interface SectionView {
  readonly heading: string;
  readonly text: string | null;
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
  /** what is stored, when it differs from what the form was opened with */
  readonly stored: FormValues | null;
}

/** The sections of a form with what is in them, what is wrong and what others have changed. */
export function sectionViews(
  sections: readonly FormSection[],
  facts: FormFacts,
  t: Translate,
): readonly SectionView[] {
  const show = (field: Field): FieldView => fieldView(field, facts, t);
  return sections.map(({ heading, text = null, fields = [], table, preview = null }) => ({
    heading,
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

/** The list at the top of a form, each entry with the field that it leads to. */
export function errorList(
  sections: readonly SectionView[],
  errors: readonly FieldMessage[],
): readonly FieldMessage[] {
  const labels = new Map<string, string>();
  for (const { fields, table } of sections) {
    for (const field of fields) labels.set(field.name, field.label);
    for (const { head, cells } of table?.rows ?? []) {
      for (const cell of cells) if (cell !== null) labels.set(cell.name, `${head} · ${cell.label}`);
    }
  }
  return errors.map(({ field, message }) => {
    const label = labels.get(field);
    return { field, message: label === undefined ? message : `${label}: ${message}` };
  });
}

/** The sentence at each field that an edit did not take. */
export function problemMessages(problems: readonly FieldProblem[], t: Translate): readonly FieldMessage[] {
  return problems.map(({ field, code, details = {} }) => {
    const { min = '', max = '', count = 0, wanted = '', found = '' } = details;
    return { field, message: t(`settings.problem.${code}`, { min, max, count, wanted, found }) };
  });
}

function fieldView(field: Field, { values, errors, stored }: FormFacts, t: Translate): FieldView {
  const value = field.control.kind === 'secret' ? '' : values.get(field.name);
  const other = stored?.get(field.name);
  const changed = stored !== null && String(other ?? '') !== String(value ?? '');
  return {
    ...field,
    value: typeof value === 'string' ? value : '',
    chosen: typeof value === 'string' ? [value] : (value ?? []),
    error: errors.find((one) => one.field === field.name)?.message ?? null,
    stored: changed ? t('settings.form.stored', { value: spoken(field, other, t) }) : null,
  };
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
