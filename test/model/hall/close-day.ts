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
    for (const ticket of model.tickets) {
      if (ticket.state === 'serving') ticket.state = 'done';
      if (['waiting', 'called', 'parked', 'missed'].includes(ticket.state)) ticket.state = 'void';
    }
    for (const counter of model.counters)
      Object.assign(counter, { state: 'closed', ticket: null, help: false });
    model.hall = 'closed';
  }
}
