import type { Request, Response } from 'express';
import type { Locale } from '../../../domain/catalogue/words.ts';
import type { ReadableMail } from '../../../domain/message/mailbox.ts';
import type { MessageTemplate } from '../../../domain/message/message.ts';
import type { MessageText } from '../../../domain/message/message-text.ts';
import { messageHtml } from '../outbox-content.ts';

/** What is being typed, as it would be stored. */
export function typedText(request: Request, template: MessageTemplate, locale: Locale): MessageText {
  return {
    template,
    locale,
    subject: asked(request, 'subject', 150),
    opening: asked(request, 'opening', 1000),
  };
}

/** The whole mail, for the frame beside the form. */
export function mailInFrame(response: Response, mail: ReadableMail): void {
  // a mail does not show its subject itself
  const line = `<p style="margin:0;padding:12px 24px;background:#ffffff;border-bottom:1px solid #d3dbe3;font:600 15px/1.55 -apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'PingFang SC','Microsoft YaHei','Noto Sans SC',sans-serif">${escaped(mail.subject)}</p>`;
  messageHtml(response, { ...mail, html: mail.html.replace(/<body[^>]*>/, (body) => `${body}\n${line}`) });
}

/** Null: nothing was typed. */
function asked(request: Request, name: string, longest: number): string | null {
  const given = request.query[name];
  const text = typeof given === 'string' ? given.replaceAll('\r\n', '\n').trim().slice(0, longest) : '';
  return text === '' ? null : text;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (one) => entities[one] ?? one);
}
