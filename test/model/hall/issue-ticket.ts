import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import { queueA, queueB } from '../../support/hall-site.ts';
import type { HallModel } from './hall-model.ts';
import { closesAt, paperTicket } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class IssueTicket extends HallStep {
  readonly inB: boolean;
  readonly priority: boolean;
  readonly wait: number;

  constructor(inB: boolean, priority: boolean, wait: number) {
    super();
    this.inB = inB;
    this.priority = priority;
    this.wait = wait;
  }

  command(_: HallModel, real: HallPlay): HallCommand {
    return real.issue({ queue: this.queue(), priority: this.priority, lastCallWait: this.wait });
  }

  answer({ hall, now, lifted }: HallModel): string {
    if (hall === 'paused') return 'paused';
    if (now >= closesAt) return 'closed';
    return !lifted && now + this.wait > closesAt ? 'last_call_passed' : 'accepted';
  }

  change(model: HallModel, command: HallCommand): void {
    if (command.type !== 'issue') return;
    const due = model.now + (this.priority ? 0 : 20);
    const paper = paperTicket(command.id, this.queue(), due, null, model);
    model.tickets.push({ ...paper, priority: this.priority });
  }

  private queue(): string {
    return this.inB ? queueB : queueA;
  }
}
