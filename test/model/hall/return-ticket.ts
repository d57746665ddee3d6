import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import type { HallModel, Label } from './hall-model.ts';
import { pick } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class ReturnTicket extends HallStep {
  readonly index: number;
  /** the counter whose clerk asks; null: somebody else */
  readonly label: Label | null;

  constructor(index: number, label: Label | null) {
    super();
    this.index = index;
    this.label = label;
  }

  command(model: HallModel, real: HallPlay): HallCommand {
    const by = this.label === null ? {} : { by: real.counter(this.label) };
    return { type: 'return', ticket: pick(model, this.index)?.id ?? 'ghost', ...by };
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
