import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import type { HallModel, Label } from './hall-model.ts';
import { counterAt } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class CloseCounter extends HallStep {
  readonly label: Label;

  constructor(label: Label) {
    super();
    this.label = label;
  }

  command(_: HallModel, real: HallPlay): HallCommand {
    return { type: 'close_counter', counter: real.counter(this.label) };
  }

  answer(model: HallModel): string {
    const { state, ticket } = counterAt(model, this.label);
    if (ticket !== null) return 'counter_busy';
    return state === 'closed' ? 'counter_closed' : 'accepted';
  }

  change(model: HallModel): void {
    const counter = counterAt(model, this.label);
    counter.state = 'closed';
    counter.help = false;
    for (const ticket of model.tickets) if (ticket.keptFor === this.label) ticket.keptFor = null;
  }
}
