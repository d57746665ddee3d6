import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallModel } from './hall-model.ts';
import { pick } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class VoidTicket extends HallStep {
  readonly index: number;

  constructor(index: number) {
    super();
    this.index = index;
  }

  command(model: HallModel): HallCommand {
    return { type: 'void_ticket', ticket: pick(model, this.index)?.id ?? 'ghost' };
  }

  answer(model: HallModel): string {
    const ticket = pick(model, this.index);
    if (ticket === undefined) return 'unknown_ticket';
    return ['waiting', 'parked', 'missed'].includes(ticket.state) ? 'accepted' : 'wrong_state';
  }

  change(model: HallModel): void {
    const ticket = pick(model, this.index);
    if (ticket !== undefined) ticket.state = 'void';
  }
}
