import { createHash } from 'node:crypto';
import type { FormValues } from '../../form/form-values.ts';
import type { Control, FormSection } from './form-section.ts';

/** What a form was opened with, field by field: a short hash of each value, of boxes those that were ticked. */
export type Opened = ReadonlyMap<string, string | readonly string[]>;

type Value = string | readonly string[] | undefined;

/** A field of a form, as far as merging goes. */
export interface Merging {
  readonly name: string;
  readonly control: Control;
}

/** What was read, what was typed and what is stored now, made one. */
export interface Merge {
  readonly values: FormValues;
  /** only somebody else has changed them: they hold what is stored now */
  readonly others: ReadonlySet<string>;
  /** both have, and differently: whoever saves has to choose */
  readonly both: ReadonlySet<string>;
}

/** No value has it: a field that has to be chosen is nobody's until it is. */
const open = '?';

/** What a form was opened with, to be sent along. `undecided`: fields for which one of two values has still to be chosen. */
export function openedWith(
  fields: readonly Merging[],
  values: FormValues,
  undecided: ReadonlySet<string> = new Set(),
): string {
  const said = new URLSearchParams();
  for (const field of fields) {
    const value = values.get(field.name);
    if (undecided.has(field.name)) said.append(field.name, open);
    else if (field.control.kind === 'choices')
      for (const one of ['', ...listOf(value)]) said.append(field.name, `=${one}`);
    else said.append(field.name, hashOf(shown(field, value)));
  }
  return said.toString();
}

export function readOpened(sent: string): Opened {
  const opened = new Map<string, string | readonly string[]>();
  const said = new URLSearchParams(sent);
  for (const name of new Set(said.keys())) {
    const values = said.getAll(name);
    const isList = values[0]?.startsWith('=') === true;
    opened.set(name, isList ? values.slice(1).map((value) => value.slice(1)) : (values[0] ?? ''));
  }
  return opened;
}

/** Untouched fields take what is stored, those that only this person touched keep what was typed, boxes are ticked and unticked by both. */
export function threeWays(
  fields: readonly Merging[],
  opened: Opened,
  typed: FormValues,
  stored: FormValues,
): Merge {
  const values = new Map([...stored, ...typed]);
  const [others, both] = [new Set<string>(), new Set<string>()];
  for (const field of fields) {
    const { name } = field;
    const [before, mine, theirs] = [opened.get(name), typed.get(name), stored.get(name)];
    if (field.control.kind === 'choices') {
      const was = before === undefined ? listOf(theirs) : listOf(before);
      const taken = new Set(was.filter((one) => !listOf(mine).includes(one)));
      const kept = listOf(theirs).filter((one) => !taken.has(one));
      const added = listOf(mine).filter((one) => !was.includes(one));
      values.set(name, [...new Set([...kept, ...added])]);
      if (String(listOf(theirs).toSorted()) !== String([...was].toSorted())) others.add(name);
      continue;
    }
    if (shown(field, mine) === shown(field, theirs)) continue;
    const touched = differs(field, before, mine);
    const changed = differs(field, before, theirs);
    if (touched && changed && field.control.kind !== 'secret') {
      both.add(name);
      continue;
    }
    if (changed && !touched) others.add(name);
    const kept = changed && !touched ? theirs : mine;
    if (kept === undefined) values.delete(name);
    else values.set(name, kept);
  }
  return { values, others, both };
}

/** What this person typed into fields that are not there any more, because somebody else has removed what they were about. */
export function withoutPlace(
  fields: readonly Merging[],
  opened: Opened,
  typed: FormValues,
): readonly string[] {
  const there = new Set(fields.map(({ name }) => name));
  return [...opened].flatMap(([name, before]) => {
    const value = plain(typed.get(name));
    if (there.has(name) || typeof before !== 'string' || value === '') return [];
    return hashOf(value) === before ? [] : [value];
  });
}

/** Every field of a form, those in tables too. */
export function fieldsIn(sections: readonly FormSection[]): Merging[] {
  return sections.flatMap(({ fields = [], table }) => [
    ...fields,
    ...(table?.rows ?? []).flatMap(({ cells }) => cells.filter((cell) => cell !== null)),
  ]);
}

/** A field that there was not when the form was opened is touched by whoever has put something there. */
function differs(field: Merging, before: string | readonly string[] | undefined, value: Value): boolean {
  if (before === undefined) return plain(value) !== '';
  return hashOf(shown(field, value)) !== before;
}

function listOf(value: Value): readonly string[] {
  if (value === undefined || value === '') return [];
  return typeof value === 'string' ? [value] : value;
}

/** A value as a browser sends it that shows it: of a list without it the first, of a text without the breaks of another system. */
function shown({ control }: Merging, value: Value): string {
  const text = plain(value);
  if (control.kind === 'choice' && !control.options.some((option) => option.value === text))
    return control.options[0]?.value ?? '';
  return text;
}

function plain(value: Value): string {
  return listOf(value).join('\n').replaceAll('\r\n', '\n').trim();
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 9);
}
