import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { isActive } from '../../domain/booking/booking-states.ts';
import { paths } from '../paths.ts';
import { renderAt } from '../render-at.ts';
import type { Page } from '../render-page.ts';
import {
  contactFields,
  type FieldErrors,
  hasErrors,
  readContact,
  type TypedDetails,
  typedDetails,
} from './details-form.ts';
import { type Held, holderPage } from './holder-page.ts';
import { bookingAfter } from './show-booking.ts';

type Handler = RequestHandler<{ reference: string }>;

export interface ContactView {
  readonly reference: string;
  readonly action: string;
  readonly backHref: string;
  readonly typed: TypedDetails;
  readonly errors: FieldErrors;
  readonly errorList: readonly { readonly field: string; readonly message: string }[];
  /** why it could not be changed, when no field is wrong */
  readonly refusal: string | null;
}

const contactPage: Page<ContactView> = {
  template: 'booking/change-contact',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('manage.contact.title') }),
};

function contactView(
  { booking }: Held,
  typed: TypedDetails,
  errors: FieldErrors,
  refusal: string | null,
): ContactView {
  return {
    reference: booking.reference,
    action: paths.booking.contact(booking.reference),
    backHref: paths.booking.show(booking.reference),
    typed,
    errors,
    errorList: contactFields.flatMap((field) => {
      const message = errors[field];
      return message === undefined ? [] : [{ field, message }];
    }),
    refusal,
  };
}

export function showContact(system: System): Handler {
  return holderPage(system, (held, request, response) => {
    const { contact, state, reference } = held.booking;
    if (!isActive(state)) {
      response.redirect(303, paths.booking.show(reference));
      return;
    }
    const typed = typedDetails({
      ...contact,
      email: contact.email ?? '',
      telephone: contact.telephone ?? '',
    });
    renderAt(response, contactPage, contactView(held, typed, {}, null), request.originalUrl);
  });
}

export function changeContact(system: System): Handler {
  return holderPage(system, async (held, request, response) => {
    const { booking, page } = held;
    const typed = typedDetails(request.body);
    const { contact, errors } = readContact(typed, page.t);
    const address = paths.booking.contact(booking.reference);
    if (hasErrors(errors)) {
      renderAt(response.status(422), contactPage, contactView(held, typed, errors, null), address);
      return;
    }
    const done = await system.bookings.submit(
      { type: 'change_contact', booking: booking.id, site: booking.site, contact },
      { actor: 'holder' },
    );
    if (done.ok) response.redirect(303, bookingAfter(booking, 'contact'));
    else
      renderAt(
        response.status(409),
        contactPage,
        contactView(held, typed, {}, page.t(`refusal.${done.code}`)),
        address,
      );
  });
}
