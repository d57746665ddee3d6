import type { RequestHandler, Response } from 'express';
import { forgetSecond } from '../../actions/message/stop-second.ts';
import type { System } from '../../actions/system.ts';
import type { SecondRecipient } from '../../domain/booking/booking.ts';
import { isActive } from '../../domain/booking/booking-states.ts';
import { type ReminderKind, reminderKinds, usualReminders } from '../../domain/message/reminder-kinds.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import { paths } from '../paths.ts';
import { renderAt } from '../render-at.ts';
import type { Page } from '../render-page.ts';
import { typed, typedAll } from '../request/typed.ts';
import { readSecond } from './details-form.ts';
import { type Held, holderPage } from './holder-page.ts';
import { bookingAfter, renderBooking } from './show-booking.ts';

type Handler = RequestHandler<{ reference: string }>;

export interface MessagesView {
  readonly reference: string;
  readonly action: string;
  readonly backHref: string;
  readonly kinds: readonly {
    readonly kind: ReminderKind;
    readonly label: string;
    readonly text: string;
    readonly chosen: boolean;
  }[];
  readonly typed: Readonly<Record<'email' | 'mobile', string>>;
  readonly agreed: boolean;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  /** there is somebody who could be taken off again */
  readonly hasSecond: boolean;
}

const messagesPage: Page<MessagesView> = {
  template: 'booking/choose-messages',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('manage.messages.title') }),
};

interface Entered {
  readonly kinds: readonly ReminderKind[];
  readonly typed: MessagesView['typed'];
  readonly agreed: boolean;
  readonly errors: MessagesView['errors'];
}

function messagesView({ booking, page: { t } }: Held, { kinds, ...entered }: Entered): MessagesView {
  return {
    reference: booking.reference,
    action: paths.booking.messages(booking.reference),
    backHref: paths.booking.show(booking.reference),
    kinds: reminderKinds.map((kind) => ({
      kind,
      label: t(`manage.messages.kind.${kind}`),
      text: t(`manage.messages.when.${kind}`),
      chosen: kinds.includes(kind),
    })),
    ...entered,
    hasSecond: Boolean(booking.second),
  };
}

export function showMessages(system: System): Handler {
  return holderPage(system, (held, request, response) => {
    const { booking } = held;
    if (!isActive(booking.state)) return response.redirect(303, paths.booking.show(booking.reference));
    const { second, reminders } = booking;
    renderAt(
      response,
      messagesPage,
      messagesView(held, {
        kinds: reminders ?? usualReminders,
        typed: { email: second?.email ?? '', mobile: second?.mobile ?? '' },
        agreed: Boolean(second),
        errors: [],
      }),
      request.originalUrl,
    );
  });
}

/** Takes the choice of reminders and whom else to tell, or with `remove` takes that person off. */
export function takeMessages(system: System): Handler {
  return holderPage(system, async (held, request, response) => {
    const { booking, page } = held;
    if (typed(request.body, 'remove') !== '') {
      const gone = await forgetSecond(system, booking);
      return gone.ok
        ? response.redirect(303, bookingAfter(booking, 'second_removed'))
        : renderBooking(system, held, response.status(409), { refused: gone.code });
    }
    const sent = typedAll(request.body, 'reminder');
    const kinds = reminderKinds.filter((kind) => sent.includes(kind));
    const entered = { email: typed(request.body, 'email'), mobile: typed(request.body, 'mobile') };
    const agreed = typed(request.body, 'agreed') !== '';
    const { second, errors } = readSecond(entered, agreed, page.t);
    if (errors.length > 0) return again(held, response, { kinds, typed: entered, agreed, errors });
    return save(system, held, response, { second, kinds });
  });
}

function again(held: Held, response: Response, entered: Entered): void {
  const address = paths.booking.messages(held.booking.reference);
  renderAt(response.status(422), messagesPage, messagesView(held, entered), address);
}

interface Chosen {
  readonly second: SecondRecipient | null;
  readonly kinds: readonly ReminderKind[];
}

async function save(
  system: System,
  held: Held,
  response: Response,
  { second, kinds: reminders }: Chosen,
): Promise<void> {
  const { booking } = held;
  const done = await system.bookings.submit(
    { type: 'choose_messages', booking: booking.id, site: booking.site, second, reminders },
    { actor: theHolder },
  );
  if (done.ok) response.redirect(303, bookingAfter(booking, 'messages'));
  else await renderBooking(system, held, response.status(409), { refused: done.code });
}
