import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallModel } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class CloseDay extends HallStep {
  command(): HallCommand {
    return { type: 'close_day' };
  }

  answer(): string {
    return 'accepted';
  }

  change(model: HallModel): void {
    model.beforeEnd = {
      hall: model.hall === 'paused' ? 'paused' : 'open',
      tickets: model.tickets.map((ticket) => ({ ...ticket })),
      counters: model.counters.map((counter) => ({ ...counter })),
    };
    for (const ticket of model.tickets) {
      if (['waiting', 'called', 'serving', 'parked', 'missed'].includes(ticket.state)) ticket.state = 'void';
    }
    for (const counter of model.counters)
      Object.assign(counter, { state: 'closed', ticket: null, help: false });
    model.hall = 'closed';
  }
}
