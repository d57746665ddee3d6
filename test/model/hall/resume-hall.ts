import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallModel } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class ResumeHall extends HallStep {
  command(): HallCommand {
    return { type: 'resume_hall' };
  }

  answer(model: HallModel): string {
    return model.hall === 'paused' ? 'accepted' : 'already_open';
  }

  change(model: HallModel): void {
    model.hall = 'open';
  }
}
