import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import type { HallModel, Label } from './hall-model.ts';
import { counterAt } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class AskHelp extends HallStep {
  readonly label: Label;

  constructor(label: Label) {
    super();
    this.label = label;
  }

  command(_: HallModel, real: HallPlay): HallCommand {
    return { type: 'ask_help', counter: real.counter(this.label) };
  }

  answer(model: HallModel): string {
    return counterAt(model, this.label).state === 'closed' ? 'counter_closed' : 'accepted';
  }

  change(model: HallModel): void {
    counterAt(model, this.label).help = true;
  }
}
