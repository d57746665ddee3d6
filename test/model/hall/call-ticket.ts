import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import type { HallModel, Label } from './hall-model.ts';
import { counterAt, pick, serves } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class CallTicket extends HallStep {
  readonly label: Label;
  readonly index: number;
  readonly reason: string;

  constructor(label: Label, index: number, reason: string) {
    super();
    this.label = label;
    this.index = index;
    this.reason = reason;
  }

  command(model: HallModel, real: HallPlay): HallCommand {
    return {
      type: 'call_ticket',
      counter: real.counter(this.label),
      ticket: pick(model, this.index)?.id ?? 'ghost',
      reason: this.reason,
    };
  }

  answer(model: HallModel): string {
    const { state, ticket } = counterAt(model, this.label);
    const wanted = pick(model, this.index);
    if (this.reason === '') return 'reason_required';
    if (state !== 'open') return `counter_${state}`;
    if (model.hall === 'paused') return 'paused';
    if (ticket !== null) return 'counter_busy';
    if (wanted === undefined) return 'unknown_ticket';
    if (wanted.state !== 'waiting') return 'wrong_state';
    return serves(this.label, wanted) ? 'accepted' : 'cannot_serve';
  }

  change(model: HallModel): void {
    const ticket = pick(model, this.index);
    if (ticket === undefined) return;
    ticket.state = 'called';
    ticket.calls = 1;
    counterAt(model, this.label).ticket = ticket;
  }
}
