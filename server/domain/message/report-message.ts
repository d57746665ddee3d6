import type { ReportPeriod } from '../report/report-period.ts';
import type { ReportSubscription } from '../report/report-subscription.ts';
import type { Message, Parameters } from './message.ts';
import { ofNoVisit } from './of-no-visit.ts';
import { parameter } from './visit-snapshot.ts';

export interface ReportNews {
  readonly subscription: Pick<ReportSubscription, 'id' | 'locale'>;
  readonly period: ReportPeriod;
  /** one of its offices, whose time zone and place in the outbox the mail has */
  readonly site: string;
  /** epoch ms */
  readonly now: number;
}

/** Tells somebody the figures of a period: which ones are read when it is delivered. */
export function reportMessage({ subscription, period, site, now }: ReportNews, recipient: string): Message {
  return {
    template: 'report',
    channel: 'mail',
    locale: subscription.locale,
    recipient,
    parameters: [
      ...ofNoVisit(site, now),
      ['report', subscription.id],
      ['first_day', period.from],
      ['last_day', period.to],
    ],
    booking: null,
    site,
    sequence: 0,
    notBefore: null,
  };
}

/** What such a message is about. */
export function reportOf(parameters: Parameters): { readonly id: string; readonly period: ReportPeriod } {
  const said = (name: string): string => parameter(parameters, name) ?? '';
  return { id: said('report'), period: { from: said('first_day'), to: said('last_day') } };
}
