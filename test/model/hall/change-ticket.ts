import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import { queueB } from '../../support/hall-site.ts';
import type { HallModel } from './hall-model.ts';
import { pick } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

/** Into the priority lane, or to queue B. */
export class ChangeTicket extends HallStep {
  readonly index: number;
  readonly lane: boolean;

  constructor(index: number, lane: boolean) {
    super();
    this.index = index;
    this.lane = lane;
  }

  command(model: HallModel): HallCommand {
    const ticket = pick(model, this.index)?.id ?? 'ghost';
    const same = { services: null, queue: null, priority: null, note: null } as const;
    return {
      type: 'change_ticket',
      ticket,
      ...same,
      ...(this.lane ? { priority: true } : { queue: queueB }),
    };
  }

  answer(model: HallModel): string {
    const ticket = pick(model, this.index);
    if (ticket === undefined) return 'unknown_ticket';
    return ticket.state === 'waiting' ? 'accepted' : 'wrong_state';
  }

  change(model: HallModel): void {
    const ticket = pick(model, this.index);
    if (ticket === undefined) return;
    if (!this.lane && ticket.queue !== queueB) Object.assign(ticket, { queue: queueB, keptFor: null });
    if (this.lane && !ticket.priority)
      Object.assign(ticket, {
        priority: true,
        due: ticket.issued,
        booked: null,
        place: [ticket.issued, ticket.number],
      });
  }
}
