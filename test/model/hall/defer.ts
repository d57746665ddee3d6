import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallModel, PaperTicket } from './hall-model.ts';
import { comesAfter, inOrder, isEarly, pick } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class Defer extends HallStep {
  readonly index: number;
  readonly places: number;

  constructor(index: number, places: number) {
    super();
    this.index = index;
    this.places = places;
  }

  command(model: HallModel): HallCommand {
    return { type: 'defer', ticket: pick(model, this.index)?.id ?? 'ghost', places: this.places };
  }

  answer(model: HallModel): string {
    const ticket = pick(model, this.index);
    if (ticket === undefined) return 'unknown_ticket';
    if (ticket.state !== 'waiting') return 'wrong_state';
    if (ticket.deferred === 2) return 'deferred_often';
    return this.last(model, ticket) === undefined ? 'nobody_behind' : 'accepted';
  }

  change(model: HallModel): void {
    const ticket = pick(model, this.index);
    const last = ticket === undefined ? undefined : this.last(model, ticket);
    if (ticket === undefined || last === undefined) return;
    const [issued, number] = last.place;
    // behind the last one, and nearer to it than anybody who stands there: a space comes before every other sign
    const longest = Math.max(...model.tickets.map(({ place: [, text] }) => text.length));
    const place = [issued, `${number}${' '.repeat(longest)}~`] as const;
    Object.assign(ticket, { due: last.due, booked: null, deferred: ticket.deferred + 1, place });
  }

  /** The last one whom it lets pass. */
  private last(model: HallModel, ticket: PaperTicket): PaperTicket | undefined {
    if (isEarly(model, ticket)) return undefined;
    const behind = model.tickets
      .filter(
        (other) =>
          other.state === 'waiting' &&
          other.queue === ticket.queue &&
          !isEarly(model, other) &&
          comesAfter(other, ticket),
      )
      .sort(inOrder);
    return behind[Math.min(this.places, behind.length) - 1];
  }
}
