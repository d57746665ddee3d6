import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import { minute, nine } from '../../support/hall-play.ts';
import type { HallModel } from './hall-model.ts';
import { pick } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

/** A walk-in has booked after all, for so many minutes from now. */
export class JoinBooking extends HallStep {
  readonly index: number;
  readonly early: number;

  constructor(index: number, early: number) {
    super();
    this.index = index;
    this.early = early;
  }

  command(model: HallModel): HallCommand {
    const bookedStart = nine + (model.now + this.early) * minute;
    const ticket = pick(model, this.index)?.id ?? 'ghost';
    return { type: 'join_booking', ticket, booking: `of-${model.acts}`, bookedStart };
  }

  answer(model: HallModel): string {
    const ticket = pick(model, this.index);
    if (ticket === undefined) return 'unknown_ticket';
    if (ticket.hasBooking) return 'already_checked_in';
    return ['done', 'left', 'void'].includes(ticket.state) ? 'wrong_state' : 'accepted';
  }

  change(model: HallModel): void {
    const ticket = pick(model, this.index);
    if (ticket === undefined) return;
    ticket.hasBooking = true;
    const at = model.now + this.early;
    const due = at >= ticket.issued ? at : at >= ticket.issued - 15 ? ticket.issued : ticket.issued + 20;
    if (!ticket.priority && ticket.deferred === 0) ticket.due = Math.min(ticket.due, due);
    ticket.booked = ticket.due === at ? at : null;
  }
}
