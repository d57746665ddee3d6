import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import type { HallModel, Label } from './hall-model.ts';
import { counterAt, slipsAt } from './hall-model.ts';
import { HallStep } from './hall-step.ts';

export class Undo extends HallStep {
  readonly label: Label;

  constructor(label: Label) {
    super();
    this.label = label;
  }

  command(_: HallModel, real: HallPlay): HallCommand {
    return real.undo(this.label);
  }

  answer(model: HallModel): string {
    const slip = slipsAt(model, this.label).at(-1);
    if (slip == null) return 'nothing_to_undo';
    if (model.now > slip.at + 2) return 'too_late_to_undo';
    return slip.ticket.touched === slip.act ? 'accepted' : 'ticket_moved_on';
  }

  change(model: HallModel): void {
    const slip = slipsAt(model, this.label).pop();
    if (slip == null) return;
    Object.assign(slip.ticket, slip.was);
    if (slip.wasHere !== null) counterAt(model, this.label).ticket = slip.wasHere ? slip.ticket : null;
  }
}
