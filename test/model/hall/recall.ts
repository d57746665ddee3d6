import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import type { HallModel, Label } from './hall-model.ts';
import { answerAt, counterAt } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class Recall extends HallStep {
  readonly label: Label;

  constructor(label: Label) {
    super();
    this.label = label;
  }

  command(_: HallModel, real: HallPlay): HallCommand {
    return { type: 'recall', counter: real.counter(this.label) };
  }

  answer(model: HallModel): string {
    return answerAt(model, this.label, 'called');
  }

  change(model: HallModel): void {
    const { ticket } = counterAt(model, this.label);
    if (ticket !== null) ticket.calls += 1;
  }
}
