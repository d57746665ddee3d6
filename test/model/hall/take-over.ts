import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import type { HallModel, Label } from './hall-model.ts';
import { counterAt } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class TakeOver extends HallStep {
  readonly label: Label;
  readonly who: string;

  constructor(label: Label, who: string) {
    super();
    this.label = label;
    this.who = who;
  }

  /** Whoever is there already does nothing by coming. */
  override check(model: HallModel): boolean {
    const { state, clerk } = counterAt(model, this.label);
    return state === 'closed' || clerk !== this.who;
  }

  command(model: HallModel, real: HallPlay): HallCommand {
    const from = counterAt(model, this.label).clerk;
    return { type: 'take_over', counter: real.counter(this.label), staff: this.who, from };
  }

  answer(model: HallModel): string {
    const own = counterAt(model, this.label);
    if (own.state === 'closed') return 'counter_closed';
    const other = model.counters.some((each) => each.state !== 'closed' && each.clerk === this.who);
    return other ? 'has_other_counter' : 'accepted';
  }

  change(model: HallModel): void {
    counterAt(model, this.label).clerk = this.who;
  }
}
