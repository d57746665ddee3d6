import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import type { HallModel, Label } from './hall-model.ts';
import { answerAt, counterAt } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class Finish extends HallStep {
  readonly label: Label;

  constructor(label: Label) {
    super();
    this.label = label;
  }

  command(_: HallModel, real: HallPlay): HallCommand {
    return { type: 'finish', counter: real.counter(this.label), outcome: 'completed' };
  }

  answer(model: HallModel): string {
    return answerAt(model, this.label, 'called', 'serving');
  }

  change(model: HallModel): void {
    const counter = counterAt(model, this.label);
    if (counter.ticket !== null) counter.ticket.state = 'done';
    counter.ticket = null;
  }
}
