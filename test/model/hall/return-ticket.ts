import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallModel } from './hall-model.ts';
import { pick } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class ReturnTicket extends HallStep {
  readonly index: number;

  constructor(index: number) {
    super();
    this.index = index;
  }

  command(model: HallModel): HallCommand {
    return { type: 'return', ticket: pick(model, this.index)?.id ?? 'ghost' };
  }

  answer(model: HallModel): string {
    const ticket = pick(model, this.index);
    if (ticket === undefined) return 'unknown_ticket';
    if (ticket.state !== 'missed') return 'wrong_state';
    if (ticket.returned) return 'returned_already';
    return model.now > ticket.missedAt + 30 ? 'return_expired' : 'accepted';
  }

  change(model: HallModel): void {
    const ticket = pick(model, this.index);
    if (ticket === undefined) return;
    ticket.state = 'waiting';
    ticket.returned = true;
  }
}
