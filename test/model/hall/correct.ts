import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallModel } from './hall-model.ts';
import { pick } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

/** A supervisor says afterwards what became of a visit. */
export class Correct extends HallStep {
  readonly index: number;
  readonly to: 'done' | 'void' | 'waiting';

  constructor(index: number, to: Correct['to']) {
    super();
    this.index = index;
    this.to = to;
  }

  command(model: HallModel): HallCommand {
    const ticket = pick(model, this.index)?.id ?? 'ghost';
    return { type: 'correct', ticket, to: this.to, outcome: 'completed' };
  }

  answer(model: HallModel): string {
    const ticket = pick(model, this.index);
    if (ticket === undefined) return 'unknown_ticket';
    if (!['done', 'missed', 'void', 'left'].includes(ticket.state)) return 'wrong_state';
    return this.to === 'waiting' && model.hall === 'closed' ? 'day_closed' : 'accepted';
  }

  change(model: HallModel): void {
    const ticket = pick(model, this.index);
    if (ticket === undefined) return;
    ticket.state = this.to;
    if (this.to === 'waiting') ticket.keptFor = null;
  }
}
