import type { Response } from 'express';
import type { MailFile, ReadableMail } from '../../domain/message/mailbox.ts';

/** Mail has its styles in it and its images beside it; it runs nothing, loads nothing and submits nothing. */
const mailPolicy = [
  "default-src 'none'",
  'img-src data:',
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ');

/** The HTML of a mail for a sandboxed frame: images are put into it, links open beside the page. */
export function messageHtml(response: Response, { html, files }: ReadableMail): void {
  const shown = files.reduce(
    (page, { contentId, type, content }) =>
      contentId === null
        ? page
        : page.replaceAll(
            `cid:${contentId}`,
            `data:${type};base64,${Buffer.from(content).toString('base64')}`,
          ),
    html.replace('<head>', '<head>\n<base target="_blank">'),
  );
  response.set('Content-Security-Policy', mailPolicy).set('Cache-Control', 'no-store');
  response.type('html').send(shown);
}

const shownTypes: ReadonlySet<string> = new Set(['image/png', 'text/calendar']);

export function messageFile(response: Response, { name, type, content }: MailFile): void {
  response
    .set('Content-Security-Policy', "default-src 'none'; sandbox")
    .set('X-Content-Type-Options', 'nosniff');
  response.set('Cache-Control', 'no-store');
  response.attachment(name.replace(/[^\w.-]/g, '_'));
  response.type(shownTypes.has(type) ? type : 'application/octet-stream').send(Buffer.from(content));
}
