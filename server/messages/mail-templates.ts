import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ejs from 'ejs';
import type { MailView } from './mail-view.ts';

const folder = join(import.meta.dirname, '../../views/mail');
const compiled = new Map<string, ejs.TemplateFunction>();

export function mailHtml(view: MailView): string {
  return mailTemplate('message')({ view });
}

export function mailText(view: MailView): string {
  return mailTemplate('message-text')({ view })
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .concat('\n');
}

/** A mail that is written otherwise than the others has a template of its own. */
export function mailTemplate(name: string): ejs.TemplateFunction {
  let found = compiled.get(name);
  if (found === undefined) {
    const filename = join(folder, `${name}.ejs`);
    found = ejs.compile(readFileSync(filename, 'utf8'), {
      filename,
      _with: false,
      destructuredLocals: ['view'],
    });
    compiled.set(name, found);
  }
  return found;
}
