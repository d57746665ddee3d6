import { z } from 'zod';
import { locales } from '../../domain/catalogue/words.ts';
import { type MessageTemplate, messageTemplates } from '../../domain/message/message.ts';
import { type MessageText, parametersOf, textProblem } from '../../domain/message/message-text.ts';
import { type CatalogueEdit, edited, type FieldProblem, problem, wrong } from './catalogue-edit.ts';
import { optionalText } from './input-parts.ts';

const own = z.object({ subject: optionalText(150), opening: optionalText(1000) });
const schema = z.object({ texts: z.object({ 'zh-CN': own, en: own }) });

export function templateNamed(name: string): MessageTemplate | null {
  return messageTemplates.find((template) => template === name) ?? null;
}

/** The office's own words of one kind of mail, in both languages. The subject is the template. */
export const editMessageText: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'message_text.change',
  schema,
  siteOf: () => null,
  read: ({ messageTexts }, subject) => {
    const template = templateNamed(subject);
    if (template === null) return null;
    const texts = locales.map((locale) => {
      const text = messageTexts.find((one) => one.template === template && one.locale === locale);
      return [locale, { subject: text?.subject ?? '', opening: text?.opening ?? '' }];
    });
    return { texts: Object.fromEntries(texts) };
  },
  apply: (records, subject, { texts }) => {
    const template = templateNamed(subject);
    if (template === null) return wrong('texts', 'not_allowed');
    const problems: FieldProblem[] = [];
    const written: MessageText[] = [];
    for (const locale of locales) {
      const line = texts[locale].subject;
      const opening = texts[locale].opening?.replaceAll('\r\n', '\n') ?? null;
      problems.push(
        ...problemsOf(`texts.${locale}.subject`, line, template, /\p{Cc}/u),
        ...problemsOf(`texts.${locale}.opening`, opening, template, /[^\P{Cc}\n]/u),
      );
      if (line !== null || opening !== null) written.push({ template, locale, subject: line, opening });
    }
    if (problems.length > 0) return { ok: false, problems };
    const others = records.messageTexts.filter((one) => one.template !== template);
    return edited({ ...records, messageTexts: [...others, ...written] });
  },
};

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
