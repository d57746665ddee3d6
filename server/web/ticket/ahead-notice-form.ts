import { z } from 'zod';
import type { System } from '../../actions/system.ts';
import { toHalfWidth } from '../../domain/enterprise/half-width.ts';
import { maskEmail, maskMobile } from '../../domain/enterprise/masking.ts';
import { parseMobileNumber } from '../../domain/enterprise/mobile-number.ts';
import { fewAhead } from '../../domain/message/ahead-message.ts';
import type { ChannelKind } from '../../domain/message/message.ts';
import { aheadOf } from '../../domain/queue/hall/call-policy.ts';
import type { Translate } from '../../locales/words.ts';
import { channelsForTemplate } from '../../messages/channels-for-template.ts';
import { noticeOfTicket } from '../../store/queue/ahead-notice-query.ts';
import { mobileProblem } from '../booking/field-problems.ts';
import type { FieldMessage } from '../form-field.ts';
import type { PageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import type { FoundTicket } from './found-ticket.ts';

export interface NoticeForm {
  readonly action: string;
  readonly label: string;
  readonly autocomplete: string;
  readonly typed: string;
  readonly error: string | null;
  /** it was asked already: what is said instead of the form */
  readonly asked: string | null;
}

/** What is wrong with it. */
export function noticeErrors(form: NoticeForm | null): readonly FieldMessage[] {
  return form?.error == null ? [] : [{ field: 'recipient', message: form.error }];
}

/** Null: the ticket does not wait, or it is nearly its turn and nobody has asked. */
export async function noticeForm(
  system: Pick<System, 'database'>,
  { ticket, hall, site, board }: FoundTicket,
  { t, now }: PageContext,
  typed: Pick<NoticeForm, 'typed' | 'error'> | null,
): Promise<NoticeForm | null> {
  if (board === null || ticket.state !== 'waiting') return null;
  const { reader } = system.database;
  const known = await noticeOfTicket(reader, ticket.id);
  if (known === null && typed === null && aheadOf(hall, ticket, { site, now }) <= fewAhead) return null;
  const sms = (await smsOf(system, site.code)) !== null;
  const masked =
    known === null ? '' : known.channel === 'mail' ? maskEmail(known.recipient) : maskMobile(known.recipient);
  return {
    action: paths.ticket.notice(ticket.id),
    label: t(sms ? 'ticket.notice.either' : 'ticket.notice.email'),
    autocomplete: sms ? 'on' : 'email',
    typed: typed?.typed ?? '',
    error: typed?.error ?? null,
    asked:
      known === null
        ? null
        : t(known.sent ? 'ticket.notice.sent' : 'ticket.notice.asked', { recipient: masked }),
  };
}

/** An e-mail address, or a mobile number where the site can reach one. */
export async function readRecipient(
  system: Pick<System, 'database'>,
  site: string,
  typed: string,
  t: Translate,
): Promise<{ readonly channel: ChannelKind; readonly recipient: string } | { readonly error: string }> {
  const sms = await smsOf(system, site);
  const text = toHalfWidth(typed).trim();
  if (sms !== null && text !== '' && !text.includes('@')) {
    const mobile = parseMobileNumber(text);
    return mobile.ok
      ? { channel: sms, recipient: mobile.value }
      : { error: mobileProblem(mobile.problem, t) };
  }
  const email = z.email().max(254).safeParse(text);
  return email.success ? { channel: 'mail', recipient: email.data } : { error: t('book.problem.email') };
}

async function smsOf({ database }: Pick<System, 'database'>, site: string): Promise<ChannelKind | null> {
  return (await channelsForTemplate(database, site, 'three_ahead'))[0] ?? null;
}
