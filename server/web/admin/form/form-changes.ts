import type { Translate } from '../../../locales/words.ts';
import type { FormValues } from '../../form/form-values.ts';
import type { Field, FormSection } from './form-section.ts';
import { shortened, spoken } from './form-view.ts';

/** One value that a form would change. */
export interface ChangeLine {
  readonly field: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What differs between what is stored and what was typed, as the form names and shows it; an empty row that was left alone is nothing. */
export function formChanges(
  sections: readonly FormSection[],
  stored: FormValues,
  typed: FormValues,
  t: Translate,
): readonly ChangeLine[] {
  const lines: ChangeLine[] = [];
  const compare = (field: Field, label: string): void => {
    const [before, after] = [stored.get(field.name), typed.get(field.name)];
    if (plain(before) === plain(after)) return;
    lines.push({
      field: field.name,
      label,
      before: shortened(spoken(field, before, t)),
      after: shortened(spoken(field, after, t)),
    });
  };
  for (const { heading, fields = [], table } of sections) {
    for (const field of isUnused(fields, typed) ? [] : fields)
      compare(field, sections.length > 1 ? `${heading} · ${field.label}` : field.label);
    for (const { head, cells } of table?.rows ?? []) {
      if (isUnused(cells, typed)) continue;
      for (const cell of cells) if (cell !== null) compare(cell, `${head} · ${cell.label}`);
    }
  }
  return lines;
}

/** A select and a check box of a row that is new hold something without anybody having typed it. */
function isUnused(cells: readonly (Field | null)[], typed: FormValues): boolean {
  return (
    cells.some((cell) => cell !== null && isNew(cell.name)) && cells.every((cell) => isLeftAlone(cell, typed))
  );
}

function isNew(name: string): boolean {
  return /^new\d+$/.test(name.split('.')[1] ?? '');
}

function isLeftAlone(cell: Field | null, typed: FormValues): boolean {
  if (cell === null || cell.control.kind === 'choice' || cell.control.kind === 'flag') return true;
  return plain(typed.get(cell.name)) === '';
}

/** Line breaks as browsers send them, and one value as the list that it may be. */
function plain(value: string | readonly string[] | undefined): string {
  const list = typeof value === 'string' ? [value] : (value ?? []);
  return [...list]
    .map((one) => one.replaceAll('\r\n', '\n').trim())
    .sort()
    .join('\n');
}
