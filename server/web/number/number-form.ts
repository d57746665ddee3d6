import type { Response } from 'express';
import { visitAt } from '../../domain/booking/visit.ts';
import type { RefusalCode } from '../../domain/refusal-codes.ts';
import type { FieldMessage } from '../form-field.ts';
import type { HallNow } from '../hall-now.ts';
import { hallWords } from '../hall-words.ts';
import { stoppedWords } from '../kiosk/stopped-words.ts';
import { pageContext } from '../page-context.ts';
import { type Page, renderPage } from '../render-page.ts';
import { numberNow } from './number-now.ts';

export interface NumberFormView {
  readonly siteName: string;
  /** how long the hall is open, or what else it says */
  readonly state: string;
  readonly services: readonly {
    readonly code: string;
    readonly name: string;
    readonly minutes: string;
    readonly chosen: boolean;
    /** no more numbers for it today */
    /** why there is no number for it now; null: there is */
    readonly stopped: string | null;
  }[];
  /** null: the site has no priority lane */
  readonly priority: boolean | null;
  readonly errors: readonly FieldMessage[];
  readonly form: string;
}

export interface TypedNumber {
  readonly services: readonly string[];
  readonly priority: boolean;
  readonly form: string;
}

const page: Page<NumberFormView> = {
  template: 'number/choose',
  layout: 'bare',
  surface: 'ticket',
  title: (view, { t }) => `${t('number.title')} · ${view.siteName}`,
};

/** The form, with what was typed and what is wrong with it. */
export function showForm(
  response: Response,
  its: HallNow,
  typed: TypedNumber,
  problem: RefusalCode | null,
): void {
  const context = pageContext(response.req);
  const { t, locale } = context;
  const { site, catalogue } = its;
  const state = numberNow(its);
  response.set('Cache-Control', 'no-store');
  renderPage(response, page, {
    siteName: site.name[locale],
    state: hallWords(its.state, site, context).text,
    services: [...catalogue.services.values()].flatMap(({ code, name, minutes }) => {
      const here = site.services.find(({ service }) => service === code);
      if (here === undefined) return [];
      return {
        code,
        name: name[locale],
        minutes: t('common.minutes', { minutes: here.minutes ?? minutes }),
        chosen: typed.services.includes(code),
        stopped: stoppedWords(state, here.queue, site, context),
      };
    }),
    priority: site.hall.priorityLane ? typed.priority : null,
    errors: problem === null ? [] : [{ field: 'service', message: t(`refusal.${problem}`) }],
    form: typed.form,
  });
}

/** Why these services make no visit here; null: they do. */
export function problemOf({ site, catalogue }: HallNow, chosen: readonly string[]): RefusalCode | null {
  const visit = visitAt(
    site,
    catalogue.services,
    chosen.map((code) => ({ code, quantity: 1 })),
  );
  return visit.ok ? null : visit.code;
}
