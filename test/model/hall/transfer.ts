import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import { queueB } from '../../support/hall-site.ts';
import type { HallModel, Label } from './hall-model.ts';
import { answerAt, counterAt } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class Transfer extends HallStep {
  readonly label: Label;
  readonly toB: boolean;
  readonly to: Label | null;

  constructor(label: Label, toB: boolean, to: Label | null) {
    super();
    this.label = label;
    this.toB = toB;
    this.to = to;
  }

  command(_: HallModel, real: HallPlay): HallCommand {
    return {
      type: 'transfer',
      counter: real.counter(this.label),
      toQueue: this.toB ? queueB : null,
      toCounter: this.to === null ? null : real.counter(this.to),
    };
  }

  answer(model: HallModel): string {
    const answer = answerAt(model, this.label, 'called', 'serving');
    const { ticket } = counterAt(model, this.label);
    if (ticket === null) return answer;
    if (this.to === null) return this.toB ? answer : 'unknown_queue';
    if (this.to !== 3 && (this.toB || ticket.queue === queueB)) return 'cannot_serve';
    return counterAt(model, this.to).state === 'closed' ? 'counter_closed' : answer;
  }

  change(model: HallModel): void {
    const counter = counterAt(model, this.label);
    if (counter.ticket === null) return;
    counter.ticket.state = 'waiting';
    counter.ticket.keptFor = this.to;
    if (this.toB) counter.ticket.queue = queueB;
    counter.ticket = null;
  }
}
