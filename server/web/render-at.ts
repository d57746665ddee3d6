import type { Response } from 'express';
import { otherLocale } from './locale.ts';
import { pageContext } from './page-context.ts';
import { type Page, pageHtml } from './render-page.ts';

/**
 * Answers with a page whose address is `address`, also when it answers a POST: the switches of language and type size then lead back to
 * the same place with everything that was chosen.
 */
export function renderAt<View extends object>(
  response: Response,
  page: Page<View>,
  view: View,
  address: string,
): void {
  const context = pageContext(response.req);
  const other = otherLocale(context.locale);
  const shown = {
    ...context,
    alternate: { locale: other, href: withParameter(address, 'lang', other) },
    typeSwitch: withParameter(address, 'type', context.largeType ? 'normal' : 'large'),
  };
  const sent = response.req.method === 'POST';
  const scripts = sent ? [...(page.scripts ?? []), 'own-address.js'] : page.scripts;
  const html = pageHtml(
    shown,
    scripts === undefined ? page : { ...page, scripts },
    view,
    response.statusCode,
  );
  response.type('html').send(html);
}

function withParameter(address: string, name: string, value: string): string {
  const [path = '/', search = ''] = address.split('?');
  const query = new URLSearchParams(search);
  query.set(name, value);
  return `${path}?${query}`;
}
