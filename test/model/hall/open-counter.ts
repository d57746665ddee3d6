import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import type { HallModel, Label } from './hall-model.ts';
import { counterAt } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class OpenCounter extends HallStep {
  readonly label: Label;

  constructor(label: Label) {
    super();
    this.label = label;
  }

  command(_: HallModel, real: HallPlay): HallCommand {
    return { type: 'open_counter', counter: real.counter(this.label), staff: null };
  }

  answer(model: HallModel): string {
    return counterAt(model, this.label).state === 'closed' ? 'accepted' : 'already_open';
  }

  change(model: HallModel): void {
    Object.assign(counterAt(model, this.label), { state: 'open', clerk: null });
  }
}
