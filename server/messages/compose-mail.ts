import QRCode from 'qrcode';
import type { MailFile, ReadableMail } from '../domain/message/mailbox.ts';
import type { MessageTemplate } from '../domain/message/message.ts';
import { isForSecond } from '../domain/message/visit-snapshot.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';
import { type CalendarMethod, calendarEntry, sender } from './calendar-file.ts';
import { checklistLines, checklistView } from './checklist-view.ts';
import { mailHtml, mailText } from './mail-templates.ts';
import { codeContentId, mailView } from './mail-view.ts';
import { preparesVisit } from './prepares-visit.ts';
import { shortMessage } from './short-message.ts';
import { type SpokenVisit, spokenVisit } from './spoken-visit.ts';
import type { WordingContext } from './wording-context.ts';

export interface ComposedMail extends ReadableMail {
  readonly from: { readonly name: string; readonly email: string };
  readonly invitation: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string } | null;
  /** address for List-Unsubscribe; null: the message is one that its reader has caused */
  readonly unsubscribe: string | null;
}

const invitations: Readonly<Partial<Record<MessageTemplate, 'REQUEST' | 'CANCEL'>>> = {
  booked: 'REQUEST',
  moved: 'REQUEST',
  changed: 'REQUEST',
  moved_by_office: 'REQUEST',
  cancelled: 'CANCEL',
  cancelled_by_office: 'CANCEL',
  released: 'CANCEL',
};

/**
 * Everything of a mail except who delivers it, as it is said at `now` (epoch ms). The same message, catalogue, booking and moment give
 * the same mail.
 */
export async function composeMail(
  message: StoredMessage,
  wordingContext: WordingContext,
  now: number,
): Promise<ComposedMail> {
  const spoken = await spokenVisit(message, wordingContext, now);
  const view = mailView(message, spoken, wordingContext.links);
  const report = message.template === 'report' ? await wordingContext.report?.(message, now) : undefined;
  // what its reader may not see any more is not sent at the next attempt either: see `isStillTrue`
  if (report === null) throw new Error('a report has no office left');
  if (report !== undefined) {
    const office = sender(wordingContext.from, view.sender);
    return { ...report, short: shortMessage(message, spoken), from: office, invitation: null };
  }
  const from = sender(wordingContext.from, view.sender);
  const method = invitations[message.template];
  const content =
    method === undefined ? null : invitationFor(message, method, spoken, { wordingContext, from, now });
  const files: MailFile[] = [];
  if (preparesVisit(message.template)) files.push(await codeImage(spoken, wordingContext));
  if (content !== null) {
    files.push({ name: 'visit.ics', type: 'text/calendar', content: Buffer.from(content), contentId: null });
  }
  return {
    subject: view.subject,
    html: mailHtml(view),
    text: mailText(view),
    files,
    short: shortMessage(message, spoken),
    from,
    invitation: method === undefined || content === null ? null : { method, content },
    unsubscribe: view.stopReminders?.href ?? null,
  };
}

interface Sending {
  readonly wordingContext: WordingContext;
  readonly from: ComposedMail['from'];
  readonly now: number;
}

function invitationFor(
  message: StoredMessage,
  method: CalendarMethod,
  spoken: SpokenVisit,
  { wordingContext: { links }, from, now }: Sending,
): string {
  const { booking: id, reference, contact } = spoken.visit;
  const { link } = spoken;
  return calendarEntry(spoken, {
    method,
    locale: message.locale,
    stamp: message.createdAt,
    now,
    link: isForSecond(message)
      ? links.second({ id, reference }, message.recipient)
      : links.booking({ id, reference, link }),
    own: !isForSecond(message),
    organizer: from,
    attendee: { name: contact, email: message.recipient },
    lines: checklistLines(checklistView(spoken, message.locale)),
  });
}

async function codeImage({ visit }: SpokenVisit, { links }: WordingContext): Promise<MailFile> {
  const said = links.code({ id: visit.booking, reference: visit.reference });
  const content = await QRCode.toBuffer(said, { errorCorrectionLevel: 'M', margin: 4, scale: 6 });
  return { name: `${visit.reference}.png`, type: 'image/png', content, contentId: codeContentId };
}
