import type { Request, Response } from 'express';
import { z } from 'zod';
import type { System } from '../../actions/system.ts';
import { isActive } from '../../domain/booking/booking-states.ts';
import { accept, type Refusal } from '../../domain/outcome.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import { focusForm } from '../form/focus-form.ts';
import type { FormResult } from '../form/form-page.ts';
import type { TextField } from '../form-field.ts';
import type { PageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { contactFields, hasErrors, readContact, typedDetails } from './details-form.ts';
import { stayHolder } from './holder.ts';
import { type Held, openHeld, optionsOf } from './holder-page.ts';
import {
  proofField,
  proofFields,
  proofIn,
  type SentProof,
  sendProof,
  sentBefore,
} from './proof-of-mobile.ts';
import { bookingAfter } from './show-booking.ts';

interface Holder extends Held {
  readonly system: System;
  readonly request: Request;
  readonly response: Response;
}

async function open(system: System, request: Request, response: Response): Promise<Holder | null> {
  const held = await openHeld(system, request as Request<{ reference: string }>, response);
  if (held === null) return null;
  if (request.method === 'POST' || isActive(held.booking.state))
    return { ...held, system, request, response };
  response.redirect(303, paths.booking.show(held.booking.reference));
  return null;
}

async function change(place: Holder, typed: unknown): Promise<FormResult<SentProof>> {
  const { system, booking, page, request, response } = place;
  const { contact, errors } = readContact(typedDetails(typed), page.t);
  if (hasErrors(errors)) {
    const wrong = contactFields.map((field) => ({ field, message: errors[field] ?? '' }));
    return { again: 422, errors: wrong.filter(({ message }) => message !== '') };
  }
  const path = paths.booking.show(booking.reference);
  const proven = await proofIn(system, request, response, { booking, contact, path });
  if (!proven.ok) return asksForCode(proven, sentBefore(typed), page);
  const { id, site } = booking;
  const command = { type: 'change_contact', booking: id, site, contact, proven: proven.value } as const;
  const done = await system.bookings.submit(command, { actor: theHolder });
  if (done.ok) {
    await stayHolder(system, response, booking);
    return accept(bookingAfter(booking, 'contact'));
  }
  if (done.code !== 'contact_unproven') return done;
  const sent = await sendProof(system, request, booking, contact);
  return sent.ok ? asksForCode(done, sent.value, page) : sent;
}

/** Nothing is wrong yet when the code is asked for the first time. */
function asksForCode({ code }: Refusal, sent: SentProof | null, { t }: Held['page']): FormResult<SentProof> {
  const wrong = code === 'contact_unproven' ? [] : [{ field: 'code', message: t(`refusal.${code}`) }];
  return { again: 409, errors: wrong, more: sent };
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
  fieldOf: { default: 'name', ...proofFields },
  statusOf: () => 409,
  draw: (held, page, { more, errors }) => drawn(held, page, more, errors.length === 0),
});

function drawn(held: Held, page: PageContext, sent: SentProof | null, first: boolean) {
  const { t } = page;
  const { reference, contact } = held.booking;
  const text = t('manage.contact.lede');
  return {
    over: reference,
    lede: optionsOf(held).cancel
      ? t('common.sentences', { first: text, next: t('manage.contact.wrong') })
      : text,
    notice: sent !== null && first ? t('manage.proof.wanted') : null,
    action: paths.booking.contact(reference),
    fields: [
      ...contactFields.map((name) => ({
        name,
        label: t(`book.field.${name}`),
        value: contact[name] ?? '',
        ...looks[name],
      })),
      ...(sent === null ? [] : [proofField(sent, page, null)]),
    ],
    hidden: sent === null ? {} : { codeId: sent.id, codeBy: sent.by },
    submit: t('common.save'),
    aside: { href: paths.booking.show(reference), text: t('common.cancel') },
  };
}
