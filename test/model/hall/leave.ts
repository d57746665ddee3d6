import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallModel } from './hall-model.ts';
import { free, pick } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class Leave extends HallStep {
  readonly index: number;

  constructor(index: number) {
    super();
    this.index = index;
  }

  command(model: HallModel): HallCommand {
    return { type: 'leave', ticket: pick(model, this.index)?.id ?? 'ghost' };
  }

  answer(model: HallModel): string {
    const ticket = pick(model, this.index);
    if (ticket === undefined) return 'unknown_ticket';
    return ['waiting', 'called', 'parked', 'missed'].includes(ticket.state) ? 'accepted' : 'wrong_state';
  }

  change(model: HallModel): void {
    const ticket = pick(model, this.index);
    if (ticket === undefined) return;
    ticket.state = 'left';
    free(model, ticket);
  }
}
