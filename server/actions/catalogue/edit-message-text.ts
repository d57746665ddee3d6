import { z } from 'zod';
import { type MessageTemplate, messageTemplates } from '../../domain/message/message.ts';
import { type CatalogueEdit, edited, wrong } from './catalogue-edit.ts';
import { ownWords, textsShown, textsTyped } from './message-text-input.ts';

const schema = z.object({ texts: z.object({ 'zh-CN': ownWords, en: ownWords }) });

export function templateNamed(name: string): MessageTemplate | null {
  return messageTemplates.find((template) => template === name) ?? null;
}

/** The organisation's own words of one kind of mail, in both languages. The subject is the template. */
export const editMessageText: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'message_text.change',
  schema,
  siteOf: () => null,
  read: ({ messageTexts }, subject) => {
    const template = templateNamed(subject);
    return template === null ? null : { texts: textsShown(messageTexts, template) };
  },
  apply: (records, subject, { texts }) => {
    const template = templateNamed(subject);
    if (template === null) return wrong('texts', 'not_allowed');
    const { written, problems } = textsTyped(texts, template);
    if (problems.length > 0) return { ok: false, problems };
    const others = records.messageTexts.filter((one) => one.template !== template);
    return edited({ ...records, messageTexts: [...others, ...written] });
  },
};
