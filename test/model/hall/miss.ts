import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import type { HallModel, Label } from './hall-model.ts';
import { answerAt, counterAt } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class Miss extends HallStep {
  readonly label: Label;

  constructor(label: Label) {
    super();
    this.label = label;
  }

  command(_: HallModel, real: HallPlay): HallCommand {
    return { type: 'missed', counter: real.counter(this.label) };
  }

  answer(model: HallModel): string {
    const answer = answerAt(model, this.label, 'called');
    const calls = counterAt(model, this.label).ticket?.calls ?? 0;
    return answer === 'accepted' && calls < 2 ? 'recall_first' : answer;
  }

  change(model: HallModel): void {
    const counter = counterAt(model, this.label);
    if (counter.ticket === null) return;
    counter.ticket.state = 'missed';
    counter.ticket.missedAt = model.now;
    counter.ticket = null;
  }
}
