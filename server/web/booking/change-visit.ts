import type { Request, RequestHandler, Response } from 'express';
import { type ChangeOffer, changeOffer } from '../../actions/booking/change-offer.ts';
import type { System } from '../../actions/system.ts';
import { type Checklist, checklistFor } from '../../domain/catalogue/checklist.ts';
import { keptTicks } from '../../domain/catalogue/kept-ticks.ts';
import type { Refusal } from '../../domain/outcome.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import { paths } from '../paths.ts';
import { renderAt } from '../render-at.ts';
import type { Page } from '../render-page.ts';
import { typed, typedInstant } from '../request/typed.ts';
import {
  type ChangeCheck,
  type ChangeVisitView,
  changeCheck,
  changeVisitView,
  type Wanted,
} from './change-visit-view.ts';
import { servicesIn } from './choose-services.ts';
import { contactFields, hasErrors, readContact, typedDetails } from './details-form.ts';
import { stayHolder } from './holder.ts';
import { type Held, holderPage, optionsOf } from './holder-page.ts';
import { knownJourney } from './journey.ts';
import { proofField, proofIn, type SentProof, sendProof, sentBefore } from './proof-of-mobile.ts';
import { bookingAfter } from './show-booking.ts';

type Handler = RequestHandler<{ reference: string }>;

const changePage: Page<ChangeVisitView> = {
  template: 'booking/change-visit',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('manage.change.title') }),
  scripts: ['book-services.js'],
};

export function showChange(system: System): Handler {
  return holderPage(system, (held, request, response) => {
    const { booking } = held;
    if (!optionsOf(held).move) {
      response.redirect(303, paths.booking.show(booking.reference));
      return;
    }
    const { services, contact } = booking;
    const view = changeVisitView(held, { services, typed: typedDetails(texts(contact)) }, {});
    renderAt(response, changePage, view, request.originalUrl);
  });
}

function texts(contact: Held['booking']['contact']): Record<string, string> {
  return Object.fromEntries(contactFields.map((field) => [field, contact[field] ?? '']));
}

interface Entered {
  readonly wanted: Wanted;
  readonly checklist: Checklist;
  readonly offer: ChangeOffer;
}

/** What was entered, with when it could take place; null: answered already, with what is wrong. */
async function entered(
  system: System,
  held: Held,
  request: Request,
  response: Response,
): Promise<Entered | null> {
  const { booking, site, catalogue, page } = held;
  const { t } = page;
  const { body } = request;
  const details = typedDetails(body);
  const { contact, errors } = readContact(details, t);
  const given = catalogue.questions.map(({ code }) => [code, typed(body, `answer-${code}`)] as const);
  const { services, answers } = knownJourney(
    {
      services: servicesIn(body),
      answers: { ...booking.answers, ...Object.fromEntries(given.filter(([, value]) => value !== '')) },
      ...{ site: site.code, start: null, draft: null },
    },
    catalogue,
  );
  const offer = await changeOffer(system, site, booking, services);
  if (hasErrors(errors) || !offer.ok) {
    const wrong = offer.ok ? [] : [{ field: 'services', message: t(`refusal.${offer.code}`) }];
    const fields = contactFields.map((field) => ({ field, message: errors[field] ?? '' }));
    const view = changeVisitView(
      held,
      { services, typed: details },
      {
        error: wrong[0]?.message ?? null,
        errors: [...wrong, ...fields.filter(({ message }) => message !== '')],
        fieldErrors: errors,
      },
    );
    renderAt(response.status(422), changePage, view, paths.booking.change(booking.reference));
    return null;
  }
  const wanted = { services, typed: details, contact, answers };
  const checklist = checklistFor(catalogue, site.code, services, answers);
  return { wanted, checklist, offer: offer.value };
}

/** Shows what would change, asks what is new to ask, and changes when that is confirmed. */
export function change(system: System): Handler {
  return holderPage(system, async (held, request, response) => {
    const { booking } = held;
    const found = await entered(system, held, request, response);
    if (found === null) return;
    const { wanted, checklist } = found;
    const start = typedInstant(request.body, 'start');
    if (typed(request.body, 'back') !== '') return ask(held, found, response, { edit: true });
    if (start === null) return ask(held, found, response, {});
    if (checklist.unanswered.length > 0 || checklist.stops.length > 0)
      return ask(held, found, response, { status: 422, error: held.page.t('book.prepare.chooseOne') });
    const { services, contact, answers } = wanted;
    const path = paths.booking.show(booking.reference);
    const proven = await proofIn(system, request, response, { booking, contact, path });
    if (!proven.ok)
      return ask(held, found, response, {
        status: 409,
        error: held.page.t(`refusal.${proven.code}`),
        proof: sentBefore(request.body),
      });
    const done = await system.bookings.submit(
      {
        ...{ type: 'change', booking: booking.id, site: booking.site, services, start, contact, answers },
        ticks: keptTicks(checklist, booking.ticks),
        actor: { kind: 'holder' },
        overbook: false,
        proven: proven.value,
        undo: system.secrets.newId(),
        chance: system.secrets.chance(),
      },
      { actor: theHolder },
    );
    if (done.ok || done.code === 'nothing_changed') {
      await stayHolder(system, response, booking);
      response.redirect(303, bookingAfter(booking, done.ok ? 'changed' : 'unchanged'));
      return;
    }
    const again = await entered(system, held, request, response);
    if (again === null) return;
    if (done.code !== 'contact_unproven')
      return ask(held, again, response, { status: 409, error: refusedText(held, done) });
    const sent = await sendProof(system, request, booking, contact);
    // nothing is wrong yet when the code is asked for the first time
    const more = sent.ok ? { proof: sent.value } : { error: refusedText(held, sent) };
    ask(held, again, response, { status: 409, ...more });
  });
}

function refusedText({ page: { t } }: Held, { code }: Refusal): string {
  return t('common.sentences', { first: t('manage.change.refused'), next: t(`refusal.${code}`) });
}

function proofView({ page }: Held, sent: SentProof | null, error: string): ChangeCheck['proof'] {
  return sent === null ? null : { ...sent, field: proofField(sent, page, error) };
}

interface Asking {
  readonly status?: number;
  readonly error?: string;
  /** of the new mobile, that is asked for */
  readonly proof?: SentProof | null;
  /** back to what can be entered */
  readonly edit?: boolean;
}

function ask(
  held: Held,
  { wanted, checklist, offer }: Entered,
  response: Response,
  { status = 200, error = '', proof = null, edit = false }: Asking,
): void {
  const check = edit
    ? null
    : { ...changeCheck(held, wanted, checklist, offer), proof: proofView(held, proof, error) };
  const nothing = check !== null && check.lines.length === 0;
  const said = error !== '' ? error : nothing ? held.page.t('refusal.nothing_changed') : null;
  const view = changeVisitView(held, wanted, {
    check: nothing ? null : check,
    error: said,
    errors:
      said === null
        ? []
        : [{ field: nothing ? 'services' : proof === null ? 'check' : 'code', message: said }],
  });
  renderAt(response.status(status), changePage, view, paths.booking.change(held.booking.reference));
}
