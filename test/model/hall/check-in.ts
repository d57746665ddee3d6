import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import type { HallModel } from './hall-model.ts';
import { paperTicket } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class CheckIn extends HallStep {
  readonly early: number;

  constructor(early: number) {
    super();
    this.early = early;
  }

  command({ now }: HallModel, real: HallPlay): HallCommand {
    return real.booked(now + this.early);
  }

  answer(): string {
    return this.early > 60 ? 'too_early' : 'accepted';
  }

  change(model: HallModel, command: HallCommand): void {
    if (command.type !== 'check_in') return;
    const { now } = model;
    const due = this.early >= 0 ? now + this.early : this.early >= -15 ? now : now + 20;
    const booked = this.early >= 0 ? due : null;
    const paper = paperTicket(command.id, command.queue, due, booked, model);
    model.tickets.push({ ...paper, hasBooking: true });
  }
}
