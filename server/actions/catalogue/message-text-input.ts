import { z } from 'zod';
import { type Locale, locales } from '../../domain/catalogue/words.ts';
import type { MessageTemplate } from '../../domain/message/message.ts';
import { type MessageText, parametersOf, textProblem } from '../../domain/message/message-text.ts';
import { type FieldProblem, problem } from './catalogue-edit.ts';
import { optionalText } from './input-parts.ts';

/** The fields of one language. */
export const ownWords = z.object({ subject: optionalText(150), opening: optionalText(1000) });
type Typed = Readonly<Record<Locale, z.infer<typeof ownWords>>>;

/** What a form shows of one kind of mail, as it comes back. */
export function textsShown(stored: readonly MessageText[], template: MessageTemplate): object {
  return Object.fromEntries(
    locales.map((locale) => {
      const text = stored.find((one) => one.template === template && one.locale === locale);
      return [locale, { subject: text?.subject ?? '', opening: text?.opening ?? '' }];
    }),
  );
}

/** What was typed, as it is stored, and what is wrong with it. */
export function textsTyped(
  texts: Typed,
  template: MessageTemplate,
): { readonly written: readonly MessageText[]; readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const written: MessageText[] = [];
  for (const locale of locales) {
    const { subject } = texts[locale];
    const opening = texts[locale].opening?.replaceAll('\r\n', '\n') ?? null;
    problems.push(
      ...problemsOf(`texts.${locale}.subject`, subject, template, /\p{Cc}/u),
      ...problemsOf(`texts.${locale}.opening`, opening, template, /[^\P{Cc}\n]/u),
    );
    if (subject !== null || opening !== null) written.push({ template, locale, subject, opening });
  }
  return { written, problems };
}

function problemsOf(
  field: string,
  text: string | null,
  template: MessageTemplate,
  forbidden: RegExp,
): readonly FieldProblem[] {
  if (text === null) return [];
  // a line break would end the header that a subject stands in
  if (forbidden.test(text)) return [problem(field, 'wrong_format')];
  const found = textProblem(text, template);
  if (found === null) return [];
  if (found.code === 'unbalanced_braces') return [problem(field, found.code)];
  const wanted = parametersOf(template)
    .map((name) => `{${name}}`)
    .join(' ');
  return [problem(field, found.code, { found: `{${found.name}}`, wanted })];
}
