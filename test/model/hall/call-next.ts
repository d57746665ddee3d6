import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import type { HallModel, Label } from './hall-model.ts';
import { counterAt, lineFor } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class CallNext extends HallStep {
  readonly label: Label;

  constructor(label: Label) {
    super();
    this.label = label;
  }

  command(_: HallModel, real: HallPlay): HallCommand {
    return { type: 'call_next', counter: real.counter(this.label) };
  }

  answer(model: HallModel): string {
    const { state, ticket } = counterAt(model, this.label);
    if (state !== 'open') return `counter_${state}`;
    if (model.hall === 'paused') return 'paused';
    if (ticket !== null) return 'counter_busy';
    return lineFor(model, this.label).length === 0 ? 'nobody_waiting' : 'accepted';
  }

  change(model: HallModel): void {
    const ticket = lineFor(model, this.label)[0];
    if (ticket === undefined) return;
    ticket.state = 'called';
    ticket.calls = 1;
    counterAt(model, this.label).ticket = ticket;
  }
}
