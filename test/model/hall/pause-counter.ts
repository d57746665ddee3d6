import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import type { HallModel, Label } from './hall-model.ts';
import { counterAt } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class PauseCounter extends HallStep {
  readonly label: Label;

  constructor(label: Label) {
    super();
    this.label = label;
  }

  command(_: HallModel, real: HallPlay): HallCommand {
    return { type: 'pause_counter', counter: real.counter(this.label), reason: '' };
  }

  answer(model: HallModel): string {
    const { state, ticket } = counterAt(model, this.label);
    if (ticket !== null) return 'counter_busy';
    return state === 'open' ? 'accepted' : `counter_${state}`;
  }

  change(model: HallModel): void {
    counterAt(model, this.label).state = 'paused';
  }
}
