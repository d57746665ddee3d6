import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import type { HallModel, Label } from './hall-model.ts';
import { counterAt } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class ResumeCounter extends HallStep {
  readonly label: Label;

  constructor(label: Label) {
    super();
    this.label = label;
  }

  command(_: HallModel, real: HallPlay): HallCommand {
    return { type: 'resume_counter', counter: real.counter(this.label) };
  }

  answer(model: HallModel): string {
    const { state } = counterAt(model, this.label);
    if (state === 'closed') return 'counter_closed';
    return state === 'open' ? 'already_open' : 'accepted';
  }

  change(model: HallModel): void {
    counterAt(model, this.label).state = 'open';
  }
}
