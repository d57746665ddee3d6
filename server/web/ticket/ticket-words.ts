import type { TicketState } from '../../domain/queue/hall/ticket.ts';
import type { Translate } from '../../locales/words.ts';
import type { PageContext } from '../page-context.ts';
import type { FoundTicket } from './found-ticket.ts';

/** Missed a call, and could not come back before the day ended. */
export function neverCameBack({ ticket: { state, outcome, missedAt }, hall }: FoundTicket): boolean {
  return state === 'void' && outcome === null && missedAt !== null && hall.state === 'closed';
}

/** What its holder reads first. */
export function wordsOf(
  found: FoundTicket,
  state: TicketState,
  { t }: PageContext,
): { heading: string; text: string | null } {
  const { ticket, site } = found;
  const counter = site.counters.find(({ code }) => code === ticket.counter)?.label ?? '';
  switch (state) {
    case 'waiting':
      return { heading: t('ticket.waiting'), text: handedOn(found, t) };
    case 'called':
      return {
        heading: t('ticket.called', { counter }),
        text:
          ticket.timesCalled > 1
            ? t('ticket.calledAgain', { times: ticket.timesCalled })
            : t('ticket.calledText'),
      };
    case 'serving':
      return { heading: t('ticket.serving', { counter }), text: null };
    case 'missed':
      return {
        heading: t('ticket.missed'),
        text: t('ticket.missedText', { minutes: site.hall.returnWithin }),
      };
    case 'void':
      if (ticket.outcome === 'not_reached')
        return { heading: t('ticket.notReached'), text: t('ticket.notReachedText') };
      if (ticket.outcome === 'not_recorded')
        return { heading: t('ticket.notRecorded'), text: t('ticket.notRecordedText') };
      if (neverCameBack(found)) return { heading: t('ticket.notRecorded'), text: t('ticket.missedEndText') };
      return { heading: t('ticket.void'), text: t('ticket.voidText') };
    case 'done':
      // who has to come again is not thanked for having finished
      if (ticket.outcome === 'missing_materials' || ticket.outcome === 'referred')
        return { heading: t('ticket.unfinished'), text: t(`ticket.unfinishedText.${ticket.outcome}`) };
      return { heading: t('ticket.done'), text: t('ticket.doneText') };
    default:
      return { heading: t(`ticket.${state}`), text: t(`ticket.${state}Text`) };
  }
}

/** Where to wait, for whoever a counter has passed on to another. */
function handedOn({ ticket, site }: FoundTicket, t: Translate): string | null {
  const to = site.counters.find(({ code }) => code === ticket.reservedFor);
  return to === undefined ? null : t('ticket.handedOn', { counter: to.label });
}
