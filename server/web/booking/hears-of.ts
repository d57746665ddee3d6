import type { System } from '../../actions/system.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import type { MessageTemplate } from '../../domain/message/message.ts';
import { channelsForTemplate } from '../../messages/channels-for-template.ts';

/** Whether whoever booked is told anything at all; `by_address`: not now, but a mail address would be written to. */
export type Heard = 'told' | 'by_address' | 'never';

/** By mail, where mail is sent, or by what the site has connected to the mobile number and that can say `template`. */
export async function hearsOf(
  { config, database }: Pick<System, 'config' | 'database'>,
  { site, contact }: Pick<Booking, 'site' | 'contact'>,
  template: MessageTemplate = 'booked',
): Promise<Heard> {
  const mails = config.smtpUrl !== null;
  if (mails && contact.email !== null) return 'told';
  if ((await channelsForTemplate(database, site, template)).length > 0) return 'told';
  return mails ? 'by_address' : 'never';
}
