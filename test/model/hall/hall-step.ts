import assert from 'node:assert/strict';
import type fc from 'fast-check';
import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import { counterAt, type HallModel, type Label } from './hall-model.ts';

/** One command: what is asked, what the model says the answer must be, and what it does to the model. */
export abstract class HallStep implements fc.Command<HallModel, HallPlay> {
  abstract command(model: HallModel, real: HallPlay): HallCommand;
  abstract answer(model: HallModel): string;
  abstract change(model: HallModel, command: HallCommand): void;

  check(): boolean {
    return true;
  }

  run(model: HallModel, real: HallPlay): void {
    const command = this.command(model, real);
    const answer = model.hall === 'closed' ? 'day_closed' : this.answer(model);
    assert.equal(real.code(model.now, command), answer, this.toString());
    if (answer === 'accepted') this.change(model, command);
    agree(model, real);
  }

  toString(): string {
    return `${this.constructor.name}${JSON.stringify(this)}`;
  }
}

/** The hall and the paper say the same. */
function agree(model: HallModel, real: HallPlay): void {
  assert.equal(real.hall.state, model.hall);
  assert.equal(real.hall.lastCallLifted, model.lifted);
  assert.equal(real.hall.tickets.size, model.tickets.length);
  for (const paper of model.tickets) {
    const { state, queue, returned } = real.ticket(paper.id);
    assert.deepEqual(
      { state, queue, returned },
      { state: paper.state, queue: paper.queue, returned: paper.returned },
    );
  }
  for (const label of [1, 2, 3] as const satisfies readonly Label[]) {
    const paper = counterAt(model, label);
    const counter = real.hall.counters.get(real.counter(label));
    assert.equal(counter?.state ?? 'closed', paper.state);
    assert.equal(counter?.ticket ?? null, paper.ticket?.id ?? null);
    assert.equal((counter?.helpSince ?? null) !== null, paper.help);
  }
}
