import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallModel } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class PauseHall extends HallStep {
  command(): HallCommand {
    return { type: 'pause_hall', reason: '' };
  }

  answer(model: HallModel): string {
    return model.hall === 'paused' ? 'paused' : 'accepted';
  }

  change(model: HallModel): void {
    model.hall = 'paused';
  }
}
