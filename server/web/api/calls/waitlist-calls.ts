import { z } from 'zod';
import { acceptOffer, entryOfHolder, leaveWaitlist } from '../../../actions/waitlist/answer-offer.ts';
import { joinWaitlist } from '../../../actions/waitlist/join-waitlist.ts';
import { instantWriter } from '../../../domain/calendar/site-instant.ts';
import { accept, type Outcome, refuse } from '../../../domain/outcome.ts';
import { consentVersion } from '../../../domain/privacy/privacy-notice.ts';
import { joiningLimitCodes, visitLimitCodes } from '../../../domain/refusal-codes.ts';
import { liveOffer, stateNow } from '../../../domain/waitlist/wait-entry.ts';
import { bookingsBy } from '../../../store/booking/ledger-query.ts';
import { paths } from '../../paths.ts';
import { isReached } from '../../waitlist/is-reached.ts';
import { type Ask, apiCall } from '../api-call.ts';
import { checklistOf, manageUrl } from '../booking-view.ts';
import { onceOnly } from '../once-only.ts';
import { originOfCall } from '../origin-of-call.ts';
import { refuseField } from '../problem.ts';
import { bookedSchema } from '../schemas/booking-schemas.ts';
import { joinedSchema, newWaitSchema, waitSchema } from '../schemas/waitlist-schemas.ts';

export const joinList = apiCall({
  id: 'joinWaitlist',
  method: 'post',
  path: '/sites/{site}/waitlist',
  summary: 'Waits for a place at a site; when one is free it is held and told',
  access: 'all',
  perMinute: 20,
  idempotent: true,
  body: newWaitSchema,
  status: 201,
  answer: joinedSchema,
  refusals: [
    'unknown_site',
    'unknown_service',
    'not_offered',
    'too_late',
    'blocked_after_missed',
    'already_waiting',
    ...joiningLimitCodes,
    'work_needed',
    'work_spent',
    'contact_unproven',
    'code_wrong',
    'code_expired',
    'nobody_to_tell',
    'too_many_services',
    'visit_too_long',
  ],
  async handle(ask) {
    const { system, catalogue, body, params } = ask;
    const site = catalogue.sites.get(params.site);
    if (site === undefined) return refuse('unknown_site');
    const unknown = body.services.findIndex(({ code }) => !catalogue.services.has(code));
    if (unknown >= 0) return refuseField('unknown_service', `services.${unknown}.code`);
    const { services, from: first, to: last, times = [], weekdays = [] } = body;
    const { enterprise, contact, answers = {}, locale = ask.locale } = body;
    const reached = await isReached(system, site.code, contact.email ?? null);
    const from = await originOfCall(ask, site.code, body);
    if (!from.ok) return from;
    const joined = await joinWaitlist(
      system,
      {
        ...{ site, services, from: first, to: last, times, weekdays, answers, locale, reached },
        enterprise: { ...enterprise, customsCode: enterprise.customsCode ?? null },
        contact: { ...contact, email: contact.email ?? null, telephone: null },
        consentVersion: consentVersion(catalogue),
        ...{ source: 'api', origin: from.value },
      },
      onceOnly('waitlist', ask),
    );
    if (!joined.ok)
      return joined.code === 'invalid_input'
        ? refuseField('invalid_input', String(joined.details?.['field'] ?? 'to'))
        : joined;
    const { token } = joined.value;
    return accept({
      token,
      state: 'waiting' as const,
      pageUrl: `${system.baseUrl()}${paths.waitlist.show(token)}`,
    });
  },
});

type TokenAsk = Pick<Ask<'/waitlist/{token}', unknown, unknown>, 'system' | 'catalogue' | 'params' | 'now'>;

async function show({
  system,
  catalogue,
  params,
  now,
}: TokenAsk): Promise<Outcome<z.infer<typeof waitSchema>>> {
  const entry = await entryOfHolder(system, params.token);
  if (entry === null) return refuse('not_found');
  const { site, from, to } = entry;
  const write = instantWriter(catalogue.sites.get(site)?.timeZone ?? 'Asia/Shanghai');
  const offer = liveOffer(entry, now);
  return accept({
    state: stateNow(entry, now),
    setAside: entry.aside !== null,
    ...{ site, from, to },
    ...(offer === null
      ? {}
      : { offer: { site, start: write(offer.start), end: write(offer.end), until: write(offer.until) } }),
  });
}

const common = { access: 'all', perMinute: 60 } as const;

export const showWait = apiCall({
  ...common,
  id: 'showWait',
  method: 'get',
  path: '/waitlist/{token}',
  summary: 'How somebody who waits stands, for whoever holds the token',
  status: 200,
  answer: waitSchema,
  refusals: ['not_found'],
  handle: show,
});

export const acceptWait = apiCall({
  ...common,
  id: 'acceptOffer',
  method: 'post',
  path: '/waitlist/{token}/acceptance',
  summary: 'Takes up the place that is held: it becomes a booking, or the booking is moved there',
  body: z.unknown(),
  status: 201,
  answer: bookedSchema,
  refusals: [
    'not_found',
    'no_offer',
    'offer_expired',
    'not_offered',
    'slot_taken',
    'limit_reached',
    ...visitLimitCodes,
    'network_limit',
    'network_day_limit',
    'network_demand_limit',
    'blocked_after_missed',
    'cut_off_passed',
    'not_active',
  ],
  async handle({ system, catalogue, params, caller }) {
    const entry = await entryOfHolder(system, params.token);
    if (entry === null) return refuse('not_found');
    const from = await originOfCall({ system, caller }, entry.site);
    if (!from.ok) return from;
    const done = await acceptOffer(system, params.token, from.value);
    if (!done.ok) return done;
    const { receipt, reference, token } = done.value;
    const { reader, engine } = system.database;
    const [booking] = await bookingsBy(reader, engine, 'id', [receipt.id]);
    if (booking === undefined) return refuse('not_found');
    const write = instantWriter(catalogue.sites.get(booking.site)?.timeZone ?? 'Asia/Shanghai');
    return accept({
      reference,
      token,
      manageUrl: manageUrl(system, reference, token),
      state: booking.state,
      start: write(booking.start),
      end: write(booking.end),
      checklist: checklistOf(catalogue, booking),
      warned: receipt.warned,
    });
  },
});

export const leaveWait = apiCall({
  ...common,
  id: 'leaveWaitlist',
  method: 'post',
  path: '/waitlist/{token}/withdrawal',
  summary: 'Leaves the waiting list',
  body: z.unknown(),
  status: 200,
  answer: waitSchema,
  refusals: ['not_found', 'not_active'],
  async handle(ask) {
    const done = await leaveWaitlist(ask.system, ask.params.token);
    return done.ok ? show(ask) : done;
  },
});
