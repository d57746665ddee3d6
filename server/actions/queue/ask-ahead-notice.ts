import { localDate } from '../../domain/calendar/local-time.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { AheadRequest } from '../../domain/message/ahead-message.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { Hall } from '../../domain/queue/hall/hall.ts';
import { noticeOfTicket } from '../../store/queue/ahead-notice-query.ts';
import { writeNotice } from '../../store/queue/ahead-notice-store.ts';
import { loadHallIfNewer } from '../../store/queue/hall-query.ts';
import { type BatchHandler, perform } from '../perform.ts';
import type { System } from '../system.ts';
import { notifyThoseNext } from './notify-those-next.ts';

export interface AheadAsked {
  /** code */
  readonly site: string;
  readonly request: AheadRequest;
}

interface State {
  readonly site: Site | undefined;
  readonly hall: Hall | null;
  readonly known: boolean;
  messageWritten: boolean;
}

/**
 * Keeps that the holder of a ticket wants to be told when few people are ahead, and tells at once when few are already. Asking twice is
 * the same as asking once. Refuses with unknown_site, unknown_ticket, wrong_state (it does not wait any more).
 */
export async function askAheadNotice(system: System, asked: AheadAsked): Promise<Outcome<AheadAsked>> {
  const submissions = [{ command: asked, idempotency: null }];
  const [answer] = await perform(system.database, aheadNoticeHandler(system), submissions, system.clock.now);
  if (answer === undefined) throw new Error('a request has no answer');
  return answer;
}

function aheadNoticeHandler(system: System): BatchHandler<AheadAsked, State, AheadAsked> {
  return {
    // the hall's own lock: nobody is called between the look at it and the request
    *scopes(commands) {
      for (const { site } of commands) yield `hall:${site}`;
    },
    async load(transaction, [asked], now) {
      if (asked === undefined) throw new Error('nobody has asked');
      const catalogue = await system.catalogueCache.within(transaction);
      const site = catalogue.sites.get(asked.site);
      if (site === undefined) return { site, hall: null, known: false, messageWritten: false };
      const day = localDate(now, site.timeZone);
      const hall = await loadHallIfNewer(transaction, site.code, day, system.hallCache.kept(site.code, day));
      const known = (await noticeOfTicket(transaction, asked.request.ticket)) !== null;
      return { site, hall, known, messageWritten: false };
    },
    decide(state, asked, now, writes) {
      const { site, hall, known } = state;
      if (site === undefined || hall === null) return refuse('unknown_site', { site: asked.site });
      const ticket = hall.tickets.get(asked.request.ticket);
      if (ticket === undefined) return refuse('unknown_ticket');
      if (known) return accept(asked);
      if (ticket.state !== 'waiting') return refuse('wrong_state', { state: ticket.state });
      writeNotice(asked.request, { site: site.code, day: hall.day, now }, writes);
      state.messageWritten = notifyThoseNext({ hall, site, now }, [asked.request], writes) > 0;
      return accept(asked);
    },
    committed(state) {
      if (state.messageWritten) system.announce.messagesQueued();
    },
    announceFailed: (error) => system.log.error({ err: error }, 'a message was written and nobody was woken'),
  };
}
