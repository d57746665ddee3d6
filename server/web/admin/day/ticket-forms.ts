import type { Request, Response } from 'express';
import { z } from 'zod';
import {
  changeTicket,
  correctOutcome,
  deferTicket,
  joinBooking,
  voidTicket,
} from '../../../actions/queue/put-right.ts';
import type { System } from '../../../actions/system.ts';
import { normaliseReference } from '../../../domain/enterprise/reference.ts';
import { accept, type Outcome, refuse } from '../../../domain/outcome.ts';
import { deferralChoices } from '../../../domain/queue/hall/decide-deferral.ts';
import { correctedStates } from '../../../domain/queue/hall/hall-corrections.ts';
import { outcomes } from '../../../domain/queue/hall/ticket.ts';
import type { Audience } from '../../audience.ts';
import { staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import type { SentForm } from '../../form/sent-form.ts';
import { withQuery } from '../../paths.ts';
import { choice, choices, type Field, flag, short, text } from '../form/form-section.ts';
import { type OfficeForm, officeForm } from '../form/office-form.ts';
import { mayNow } from './ticket.ts';
import { type AtTicket, atTicket, type TicketVerb, ticketPath, ticketVerbPath } from './ticket-place.ts';

const atHand = staffOfSite('booking.change', 'counter.work');

type Parts<Input> = Pick<
  OfficeForm<System, AtTicket, Input>,
  'schema' | 'stored' | 'sections' | 'fieldOf'
> & {
  readonly audience?: Audience;
  act(place: AtTicket, input: Input): Promise<Outcome<unknown>>;
};

/** A form about one ticket; what others have done with it meanwhile is not written over. */
function ticketForm<Input>(
  verb: TicketVerb,
  { act, audience, ...parts }: Parts<Input>,
): DeclaredPage<System> {
  return officeForm({
    ...parts,
    path: ticketVerbPath(':ticket', verb),
    audience: audience ?? atHand,
    async open(system: System, request: Request, response: Response) {
      const place = await atTicket(system, request, response);
      if (place === null || request.method !== 'GET' || mayNow(verb, place)) return place;
      response.redirect(303, ticketPath(place.ticket.id));
      return null;
    },
    frame: ({ page: { t }, ticket }) => ({
      heading: `${ticket.number} · ${t(`day.put.${verb}.action`)}`,
      lede: t(`day.put.${verb}.text`),
      crumbs: [{ href: ticketPath(ticket.id), text: t('ticket.title', { number: ticket.number }) }],
      tabs: [],
    }),
    revision: revisionOf,
    say: ({ code, details }, t) => {
      const field = code === 'invalid_input' ? wrong.find((each) => each === details?.['field']) : undefined;
      return field === undefined ? t(`refusal.${code}`) : t(`day.put.wrong.${field}`);
    },
    button: `day.put.${verb}.action`,
    async act(place: AtTicket, input: Input, sent: SentForm) {
      if (sent.revision !== revisionOf(place)) return refuse('stale_form');
      const done = await act(place, input);
      return done.ok ? accept(withQuery(ticketPath(place.ticket.id), { done: verb })) : done;
    },
  });
}

/** Fields whose own sentence says what is wrong with them. */
const wrong = ['reason', 'services', 'note', 'proof', 'reference'] as const;

function revisionOf({ ticket, hall }: AtTicket): string {
  const { state, queue, services, priority, note, deferred, booking, outcome, due } = ticket;
  return JSON.stringify([
    hall.state,
    state,
    queue,
    services,
    priority,
    note,
    deferred,
    booking,
    outcome,
    due,
  ]);
}

const reason = z.string().trim().min(1).max(200);

function reasonField({ page: { t } }: AtTicket): Field {
  return { name: 'reason', label: t('day.acts.reason'), hint: t('day.acts.reasonHint'), control: text };
}

const severalOf = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [value].flat())
  .pipe(z.array(z.string().max(60)).min(1).max(20));

const changeForm = ticketForm('change', {
  schema: z.object({
    services: severalOf,
    queue: z.string().max(60),
    priority: z
      .literal('on')
      .optional()
      .transform((value) => value === 'on'),
    note: z.string().trim().max(200),
    reason,
  }),
  stored: ({ ticket }) => ({
    services: ticket.services.map(({ code }) => code),
    queue: ticket.queue,
    priority: ticket.priority,
    note: ticket.note ?? '',
    reason: '',
  }),
  sections(place) {
    const { page, its, catalogue } = place;
    const { t, locale } = page;
    const services = its.services.map(({ service }) => ({
      value: service,
      text: catalogue.services.get(service)?.name[locale] ?? service,
    }));
    const queues = its.queues.map(({ id, code, name }) => ({ value: id, text: `${code} ${name[locale]}` }));
    const fields: Field[] = [
      { name: 'services', label: t('day.column.services'), control: choices(services) },
      { name: 'queue', label: t('day.queue'), hint: t('day.put.queueHint'), control: choice(queues) },
      { name: 'priority', label: t('day.acts.priority'), control: flag },
      { name: 'note', label: t('day.put.note'), hint: t('day.put.noteHint'), control: text, optional: true },
      reasonField(place),
    ];
    return [{ heading: t('day.put.change.action'), fields }];
  },
  fieldOf: {
    default: 'reason',
    not_offered: 'services',
    unknown_service: 'services',
    unknown_queue: 'queue',
  },
  act(place, { services: codes, queue, priority, note, reason: why }) {
    const { system, ticket } = place;
    const before = ticket.services.map(({ code }) => code);
    const same = codes.length === before.length && codes.every((code) => before.includes(code));
    const quantity = (code: string) => ticket.services.find((each) => each.code === code)?.quantity ?? 1;
    const services = same ? null : codes.map((code) => ({ code, quantity: quantity(code) }));
    // a queue that was left as it was follows the services
    const chosen = queue === ticket.queue ? null : queue;
    return changeTicket(system, place, { services, queue: chosen, priority, note }, why, place.by);
  },
});

const voidForm = ticketForm('void', {
  schema: z.object({ reason }),
  stored: () => ({ reason: '' }),
  sections: (place) => [{ heading: place.page.t('day.put.void.action'), fields: [reasonField(place)] }],
  fieldOf: { default: 'reason' },
  act: (place, { reason: why }) => voidTicket(place.system, place, why, place.by),
});

const deferralForm = ticketForm('deferral', {
  schema: z.object({ places: z.coerce.number().int().min(1).max(20) }),
  stored: () => ({ places: '1' }),
  sections({ page: { t, now }, hall, its, ticket }) {
    const offered = deferralChoices(hall, ticket, { site: its, now });
    const options = offered.map((count) => ({ value: String(count), text: t('ticket.people', { count }) }));
    const fields = [{ name: 'places', label: t('ticket.deferHow'), control: choice(options) }];
    return [{ heading: t('day.put.deferral.action'), fields }];
  },
  fieldOf: { default: 'places' },
  act: (place, { places }) => deferTicket(place.system, place, places, place.by),
});

const bookingForm = ticketForm('booking', {
  schema: z.object({ reference: z.string().trim().min(1).max(40), proof: z.string().trim().length(4) }),
  stored: () => ({ reference: '', proof: '' }),
  sections: ({ page: { t } }) => [
    {
      heading: t('day.put.booking.action'),
      fields: [
        { name: 'reference', label: t('day.put.reference'), control: short },
        { name: 'proof', label: t('day.put.proof'), hint: t('day.put.proofHint'), control: short },
      ],
    },
  ],
  fieldOf: { default: 'reference' },
  async act(place, { reference: written, proof }) {
    const reference = normaliseReference(written);
    if (reference === null) return refuse('unknown_booking');
    return joinBooking(place.system, place, { reference, proof }, place.by);
  },
});

const correctionForm = ticketForm('correction', {
  audience: staffOfSite('hall.manage'),
  schema: z.object({ to: z.enum(correctedStates), outcome: z.enum(outcomes), reason }),
  stored: ({ ticket }) => ({ to: ticket.state, outcome: ticket.outcome ?? 'completed', reason: '' }),
  sections(place) {
    const { t } = place.page;
    const states = correctedStates.filter((state) => state !== 'waiting' || place.hall.state !== 'closed');
    const fields: Field[] = [
      {
        name: 'to',
        label: t('day.put.became'),
        control: choice(states.map((state) => ({ value: state, text: t(`day.put.state.${state}`) }))),
      },
      {
        name: 'outcome',
        label: t('day.put.outcome'),
        hint: t('day.put.outcomeHint'),
        control: choice(outcomes.map((one) => ({ value: one, text: t(`counter.command.outcome.${one}`) }))),
      },
      reasonField(place),
    ];
    return [{ heading: t('day.put.correction.action'), fields }];
  },
  fieldOf: { default: 'to', reason_required: 'reason' },
  act: (place, { to, outcome, reason: why }) =>
    correctOutcome(place.system, place, { to, outcome }, why, place.by),
});

/** What puts one ticket right, each a page of its own below the ticket's. */
export const ticketForms: readonly DeclaredPage<System>[] = [
  changeForm,
  voidForm,
  deferralForm,
  bookingForm,
  correctionForm,
];
