import type { Request, Response } from 'express';
import { z } from 'zod';
import type { System } from '../../actions/system.ts';
import { isActive } from '../../domain/booking/booking-states.ts';
import { accept } from '../../domain/outcome.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import type { Translate } from '../../locales/words.ts';
import { focusForm } from '../form/focus-form.ts';
import type { FormResult } from '../form/form-page.ts';
import type { TextField } from '../form-field.ts';
import { paths } from '../paths.ts';
import { contactFields, hasErrors, readContact, typedDetails } from './details-form.ts';
import { type Held, openHeld, optionsOf } from './holder-page.ts';
import { bookingAfter } from './show-booking.ts';

interface Holder extends Held {
  readonly system: System;
}

async function open(system: System, request: Request, response: Response): Promise<Holder | null> {
  const held = await openHeld(system, request as Request<{ reference: string }>, response);
  if (held === null) return null;
  if (request.method === 'POST' || isActive(held.booking.state)) return { ...held, system };
  response.redirect(303, paths.booking.show(held.booking.reference));
  return null;
}

async function change({ system, booking, page }: Holder, typed: unknown): Promise<FormResult<never>> {
  const { contact, errors } = readContact(typedDetails(typed), page.t);
  if (hasErrors(errors)) {
    const wrong = contactFields.map((field) => ({ field, message: errors[field] ?? '' }));
    return { again: 422, errors: wrong.filter(({ message }) => message !== '') };
  }
  const command = { type: 'change_contact', booking: booking.id, site: booking.site, contact } as const;
  const done = await system.bookings.submit(command, { actor: theHolder });
  return done.ok ? accept(bookingAfter(booking, 'contact')) : done;
}

const looks: Readonly<Record<(typeof contactFields)[number], Partial<TextField>>> = {
  name: { autocomplete: 'name', kind: 'short' },
  mobile: { type: 'tel', autocomplete: 'tel', inputmode: 'tel', kind: 'short' },
  email: { type: 'email', autocomplete: 'email', inputmode: 'email', optional: true },
  telephone: { type: 'tel', autocomplete: 'off', inputmode: 'tel', optional: true, kind: 'short' },
};

/** Whom to reach about a booking. */
export const contactPage = focusForm({
  path: paths.booking.contact(':reference'),
  audience: 'holder',
  title: 'manage.contact.title',
  open,
  contextOf: ({ page }) => page,
  // read field by field, each with its own sentence
  schema: z.unknown(),
  act: change,
  fieldOf: { default: 'name' },
  statusOf: () => 409,
  draw: (held, { t }) => drawn(held, t),
});

function drawn(held: Held, t: Translate) {
  const { reference, contact } = held.booking;
  const lede = [t('manage.contact.lede'), ...(optionsOf(held).cancel ? [t('manage.contact.wrong')] : [])];
  return {
    over: reference,
    lede: lede.join(' '),
    action: paths.booking.contact(reference),
    fields: contactFields.map((name) => ({
      name,
      label: t(`book.field.${name}`),
      value: contact[name] ?? '',
      ...looks[name],
    })),
    submit: t('common.save'),
    aside: { href: paths.booking.show(reference), text: t('common.cancel') },
  };
}
