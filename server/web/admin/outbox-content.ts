import type { Response } from 'express';
import type { MailFile, ReadableMail } from '../../domain/message/mailbox.ts';
import { fontStyle } from '../assets.ts';
import { pageContext } from '../page-context.ts';

/** Mail has its styles in it and its images beside it; it runs nothing, submits nothing, and loads nothing but our own Chinese font. */
const mailPolicy = [
  "default-src 'none'",
  'img-src data:',
  "style-src 'unsafe-inline' 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ');

/** The HTML of a mail for a sandboxed frame: images are put into it, links open beside the page. */
export function messageHtml(response: Response, { html, files }: ReadableMail): void {
  // where the machine has a Chinese font, not a byte of ours is asked for
  const font = pageContext(response.req).assets.path(fontStyle);
  const head = `<head>\n<base target="_blank">\n<link rel="stylesheet" href="${font}">`;
  const shown = files.reduce(
    (page, { contentId, type, content }) =>
      contentId === null
        ? page
        : page.replaceAll(
            `cid:${contentId}`,
            `data:${type};base64,${Buffer.from(content).toString('base64')}`,
          ),
    html.replace('<head>', head).replaceAll("'Noto Sans SC'", "'Noto Sans SC','Noto Sans SC Variable'"),
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
