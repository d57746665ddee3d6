import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import type { HallModel, PaperTicket } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class ReopenDay extends HallStep {
  command(_model: HallModel, real: HallPlay): HallCommand {
    return real.reopen();
  }

  answer(model: HallModel): string {
    return model.hall === 'closed' ? 'accepted' : 'day_not_closed';
  }

  change(model: HallModel): void {
    const before = model.beforeEnd;
    if (before === null) throw new Error('a day that was not ended is opened again');
    model.hall = before.hall;
    const corrected = new Set<PaperTicket>();
    for (const [index, ticket] of model.tickets.entries()) {
      if (ticket.touched === before.tickets[index]?.touched) Object.assign(ticket, before.tickets[index]);
      else corrected.add(ticket);
    }
    for (const [index, counter] of model.counters.entries()) {
      Object.assign(counter, before.counters[index]);
      // what became of whoever was here has been said since
      if (counter.ticket !== null && corrected.has(counter.ticket)) counter.ticket = null;
    }
    model.beforeEnd = null;
  }
}
