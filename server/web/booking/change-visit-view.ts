import { type ChangeOffer, nearestTimes } from '../../actions/booking/change-offer.ts';
import type { ContactDetails } from '../../domain/booking/booking.ts';
import { sameServices } from '../../domain/booking/visit.ts';
import type { Checklist } from '../../domain/catalogue/checklist.ts';
import type { VisitService } from '../../domain/catalogue/service.ts';
import type { TextField } from '../form-field.ts';
import { formatting } from '../formatting.ts';
import { paths } from '../paths.ts';
import type { FieldErrors, TypedDetails } from './details-form.ts';
import { contactFields } from './details-form.ts';
import type { Held } from './holder-page.ts';
import { mostCards } from './journey.ts';
import { nearChoices, type SlotChoice } from './offer-view.ts';
import type { QuestionView } from './prepare.ts';
import { serviceNames } from './summary-view.ts';

interface ServiceChoice {
  readonly code: string;
  readonly name: string;
  readonly minutes: string;
  readonly chosen: boolean;
  readonly quantity: number;
}

/** What is asked before anything is changed. */
export interface ChangeCheck {
  readonly lines: readonly { readonly title: string; readonly before: string; readonly after: string }[];
  /** everything that was entered, sent along */
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly questions: readonly QuestionView[];
  /** the visit is not possible like this */
  readonly stops: readonly string[];
  /** at its own time; null: it does not fit there */
  readonly keep: { readonly start: number; readonly text: string } | null;
  readonly near: readonly SlotChoice[];
  /** the code that was sent to the new mobile; null: none is asked for */
  readonly proof: { readonly id: string; readonly by: string; readonly field: TextField } | null;
}

export interface ChangeVisitView {
  readonly reference: string;
  readonly action: string;
  readonly backHref: string;
  readonly error: string | null;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly services: readonly ServiceChoice[];
  readonly mostCards: number;
  readonly typed: TypedDetails;
  readonly fieldErrors: FieldErrors;
  /** null: it is still being entered */
  readonly check: ChangeCheck | null;
}

/** What the holder wants the booking to become. */
export interface Wanted {
  readonly services: readonly VisitService[];
  readonly typed: TypedDetails;
  readonly contact: ContactDetails;
  readonly answers: Readonly<Record<string, string>>;
}

interface Shown {
  readonly error?: string | null;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  readonly fieldErrors?: FieldErrors;
  readonly check?: ChangeCheck | null;
}

export function changeVisitView(
  { booking, site, catalogue, page }: Held,
  { services, typed }: Pick<Wanted, 'services' | 'typed'>,
  { error = null, errors = [], fieldErrors = {}, check = null }: Shown,
): ChangeVisitView {
  const offered = [...catalogue.services.values()].filter(({ code }) =>
    site.services.some((line) => line.service === code),
  );
  return {
    reference: booking.reference,
    action: paths.booking.change(booking.reference),
    backHref: paths.booking.show(booking.reference),
    ...{ error, errors, fieldErrors, check, typed, mostCards: mostCards(catalogue) },
    services: offered.map((service) => {
      const chosen = services.find(({ code }) => code === service.code);
      return {
        code: service.code,
        name: service.name[page.locale],
        minutes: page.t('common.minutes', { minutes: service.minutes }),
        chosen: chosen !== undefined,
        quantity: chosen?.quantity ?? 1,
      };
    }),
  };
}

/** Before and after side by side, when it can take place, and what is still to be answered. */
export function changeCheck(
  held: Held,
  wanted: Wanted,
  checklist: Checklist,
  offer: ChangeOffer,
): Omit<ChangeCheck, 'proof'> {
  const { booking, site, catalogue, page } = held;
  const { t, locale } = page;
  const format = formatting(locale, site.timeZone);
  const { services, contact, typed, answers } = wanted;
  const names = (list: readonly VisitService[]) =>
    serviceNames(list, catalogue, page).join(t('book.listSeparator'));
  const lines = [
    { title: t('manage.services'), before: names(booking.services), after: names(services) },
    {
      title: t('manage.duration'),
      before: t('common.minutes', { minutes: booking.minutes }),
      after: t('common.minutes', { minutes: offer.visit.minutes }),
    },
    ...contactFields.map((field) => ({
      title: t(`book.field.${field}`),
      before: booking.contact[field] ?? '',
      after: contact[field] ?? '',
    })),
  ];
  const when = format.dayTime(booking.start);
  const keeps = offer.keepsTime || sameServices(services, booking.services);
  return {
    lines: lines.filter(({ before, after }) => before !== after),
    hidden: [
      ...services.map(({ code }) => ({ name: 'service', value: code })),
      ...services.map(({ code, quantity }) => ({ name: `quantity-${code}`, value: String(quantity) })),
      ...contactFields.map((field) => ({ name: field, value: typed[field] })),
      ...Object.entries(answers).map(([code, value]) => ({ name: `answer-${code}`, value })),
    ],
    questions: checklist.unanswered.map((question) => ({
      code: question.code,
      text: question.text[locale],
      help: question.help?.[locale] ?? null,
      about: catalogue.services.get(question.service)?.name[locale] ?? '',
      position: null,
      answers: question.answers.map(({ code, label }) => ({ code, label: label[locale] })),
    })),
    stops: checklist.stops.map(({ words }) => words[locale]),
    keep: keeps ? { start: booking.start, text: t('manage.change.keeps', { when }) } : null,
    near: keeps ? [] : nearChoices(nearestTimes(offer, booking), site, page),
  };
}
