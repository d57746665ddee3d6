import { type FormValues, nestedValues, sentValues } from './form-values.ts';

/** A form as it was sent. */
export interface SentForm {
  readonly values: FormValues;
  /** the same, nested as the dotted names spell it */
  readonly given: Record<string, unknown>;
  /** of what the form was opened with */
  readonly revision: string;
  /** what each field was opened with */
  readonly opened: string;
  /** fields for which one of two values was to be chosen and was not, each with this person's own */
  readonly undecided: FormValues;
  readonly body: Readonly<Record<string, unknown>>;
}

export function sentForm(body: Readonly<Record<string, unknown>>): SentForm {
  const values = sentValues(body);
  const own = Object.entries(body).filter(([name]) => name.startsWith('_mine.'));
  const undecided = new Map(
    own.flatMap(([name, value]) => {
      const field = name.slice('_mine.'.length);
      return values.has(field) ? [] : [[field, String(value)] as const];
    }),
  );
  return {
    ...{ values, given: nestedValues(values), undecided, body },
    revision: String(body['_revision'] ?? ''),
    opened: String(body['_opened'] ?? ''),
  };
}
