import type { BookingCommand, BookingFact, Ledger } from '../../domain/booking/ledger.ts';
import { missedPenalty } from '../../domain/booking/missed-visits.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { MessageContext } from '../../domain/message/messages-for.ts';
import type { WaitCommand } from '../../domain/waitlist/wait-commands.ts';
import type { ActiveChannels } from '../../store/message/channel-query.ts';
import { type MessagesWaiting, wasAsked, wasTold } from './messages-taken-back.ts';

export interface MessageAsk {
  readonly fact: BookingFact;
  readonly command: BookingCommand | WaitCommand;
  readonly site: Site;
  readonly catalogue: Catalogue;
  /** as it is after the fact */
  readonly ledger: Ledger;
  /** by site, what is connected, in its order */
  readonly channels: ActiveChannels;
  readonly waiting: MessagesWaiting;
  /** epoch ms */
  readonly now: number;
}

/** What the messages of a fact need to know about it. */
export function messageContext(ask: MessageAsk): MessageContext {
  const { command, site, now } = ask;
  const actor = 'actor' in command ? command.actor : null;
  const missed = missedBy(ask);
  return {
    site,
    now,
    channels: ask.channels.get(site.code),
    calendar: ask.catalogue.calendar,
    reason: command.type === 'correct' ? command.reason : actor?.kind === 'staff' ? actor.reason : null,
    ...(actor === null ? {} : { by: actor.kind }),
    ...(missed === null ? {} : { missed }),
    told: isKnown(ask),
  };
}

/** Whether somebody has heard of what is so no more. */
function isKnown({ fact, waiting, now }: MessageAsk): boolean {
  if (fact.type === 'taken_back') return wasTold(waiting, fact);
  return fact.type === 'times_ended' && wasAsked(waiting, fact.booking, now);
}

function missedBy({ fact, site, ledger, now }: MessageAsk) {
  if (fact.type !== 'settled' || fact.booking.state !== 'missed') return null;
  const code = fact.booking.enterprise.creditCode;
  return missedPenalty(
    site.rules,
    ledger.missed.get(code) ?? [],
    ledger.lifted.get(code),
    now,
    site.timeZone,
  );
}
