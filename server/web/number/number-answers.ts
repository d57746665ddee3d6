import type { Response } from 'express';
import type { Site } from '../../domain/catalogue/site.ts';
import type { HallNow } from '../hall-now.ts';
import { hallWords } from '../hall-words.ts';
import type { PageContext } from '../page-context.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';

/** Why there is no number, and what helps instead. */
export interface NumberAnswerView {
  readonly siteName: string;
  readonly heading: string;
  readonly text: string;
  readonly detail: string | null;
  /** the number that the phone has */
  readonly own: string | null;
  /** back to the choice of services */
  readonly again: string | null;
  readonly book: string | null;
}

const answerPage: Page<NumberAnswerView> = {
  template: 'number/answer',
  layout: 'bare',
  surface: 'ticket',
  title: ({ heading }, { t }) => t('common.titleEnd', { title: heading }),
};

type Words = Pick<NumberAnswerView, 'heading' | 'text'> &
  Partial<Pick<NumberAnswerView, 'detail' | 'own' | 'again' | 'book'>>;

/** Tells why there is no number, with this status; `site`: null where nobody knows which door it was. */
export function answer(response: Response, status: number, site: Site | null, said: Words): void {
  const { locale, t } = pageContext(response.req);
  response.status(status).set('Cache-Control', 'no-store');
  renderPage(response, answerPage, {
    siteName: site?.name[locale] ?? t('number.title'),
    detail: null,
    own: null,
    again: null,
    book: site === null || !site.bookable ? null : paths.book.services({ site: site.code }),
    ...said,
  });
}

/** The code is too old, or none was scanned in the last ten minutes. */
export function askToScan(response: Response, status: 403 | 410, site: Site | null): void {
  const { t } = pageContext(response.req);
  const key = status === 410 ? 'expired' : 'scan';
  answer(response, status, site, {
    heading: t(`number.${key}.heading`),
    text: t(`number.${key}.text`),
    book: null,
  });
}

/** What the hall says of itself while it gives no numbers (H8). */
export function closedWords({ state, site }: HallNow, page: PageContext): Words {
  const { text, detail } = hallWords(state, site, page);
  return { heading: page.t('kiosk.refused.title'), text, detail };
}
