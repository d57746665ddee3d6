import type { Locale } from '../catalogue/words.ts';
import type { Hall, HallContext, HallEvent } from '../queue/hall/hall.ts';
import { type AheadRequest, ticketParameters } from './ahead-message.ts';
import { waysTo } from './channel-order.ts';
import type { ChannelKind, Message } from './message.ts';

/** Whose mobile is known in a hall that calls silently. */
export interface CallReach {
  /** what reaches a mobile, in the order of the site */
  readonly channels: readonly ChannelKind[];
  /** by booking */
  readonly mobiles: ReadonlyMap<string, { readonly mobile: string; readonly locale: Locale }>;
  /** by ticket: where its holder wants to be told */
  readonly requests: ReadonlyMap<string, AheadRequest>;
  /** calls of the last moments, those that were taken back among them */
  readonly recent: readonly HallEvent[];
}

/** The same call again within this many milliseconds is a slip of the clerk's, and not written a second time. */
const again = 30_000;

/** The text that a call is, for whoever has a mobile; null: nobody is written to. `hall` as it was before the call. */
export function callMessage(
  event: HallEvent,
  hall: Hall,
  reach: CallReach,
  { site, now }: HallContext,
): Message | null {
  if (event.type !== 'ticket_called' || isRepeat(event, reach.recent, now)) return null;
  const ticket = hall.tickets.get(event.ticket);
  if (ticket === undefined) return null;
  const request = reach.requests.get(ticket.id);
  const own = request === undefined || request.channel === 'mail' ? undefined : request;
  const booked = reach.mobiles.get(ticket.booking ?? '');
  const mobile = booked?.mobile ?? null;
  const [way] =
    own === undefined
      ? waysTo({ email: null, mobile, byWechat: ticket.booking !== null }, reach.channels)
      : [own];
  if (way === undefined) return null;
  const label = site.counters.find(({ code }) => code === event.counter)?.label ?? event.counter;
  return {
    template: 'called',
    locale: own?.locale ?? booked?.locale ?? 'zh-CN',
    channel: way.channel,
    recipient: way.recipient,
    ...('fallbacks' in way ? { fallbacks: way.fallbacks } : {}),
    parameters: [...ticketParameters(ticket, hall.site), ['counter', label]],
    booking: ticket.booking,
    site: hall.site,
    sequence: 0,
    notBefore: null,
  };
}

type Called = Extract<HallEvent, { type: 'ticket_called' }>;

function isRepeat({ ticket, counter }: Called, recent: readonly HallEvent[], now: number): boolean {
  return recent.some(
    (one) =>
      one.type === 'ticket_called' &&
      one.texted === true &&
      one.ticket === ticket &&
      one.counter === counter &&
      now - one.at < again,
  );
}
