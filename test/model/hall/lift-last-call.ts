import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallModel } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class LiftLastCall extends HallStep {
  readonly lifted: boolean;

  constructor(lifted: boolean) {
    super();
    this.lifted = lifted;
  }

  command(): HallCommand {
    return { type: 'lift_last_call', lifted: this.lifted };
  }

  answer(): string {
    return 'accepted';
  }

  change(model: HallModel): void {
    model.lifted = this.lifted;
  }
}
