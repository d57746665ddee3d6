import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type fc from 'fast-check';
import type { HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import type { HallPlay } from '../../support/hall-play.ts';
import { counterAt, type HallModel, type Label, slipsAt } from './hall-model.ts';

/** One command: what is asked, what the model says the answer must be, and what it does to the model. */
export abstract class HallStep implements fc.Command<HallModel, HallPlay> {
  abstract command(model: HallModel, real: HallPlay): HallCommand;
  abstract answer(model: HallModel): string;
  abstract change(model: HallModel, command: HallCommand): void;

  check(_: HallModel): boolean {
    return true;
  }

  run(model: HallModel, real: HallPlay): void {
    const command = this.command(model, real);
    // what became of a visit can be said when its day is over, too
    const over = model.hall === 'closed' && command.type !== 'correct' && command.type !== 'reopen_day';
    const answer = over ? 'day_closed' : this.answer(model);
    assert.equal(real.code(model.now, command), answer, this.toString());
    if (answer === 'accepted') this.write(model, command);
    agree(model, real);
  }

  /** Changes the paper, and notes beside it what was there before, for whoever may take it back. */
  private write(model: HallModel, command: HallCommand): void {
    const was = model.tickets.map((ticket) => ({ ...ticket }));
    const label = labelOf(command);
    const here = label === null ? null : counterAt(model, label).ticket;
    this.change(model, command);
    // what takes back leaves nothing to take back
    if (['undo', 'close_day', 'reopen_day'].includes(command.type)) return;
    model.acts += 1;
    model.tickets.forEach((ticket, index) => {
      const before = was[index];
      if (before === undefined || isDeepStrictEqual(before, ticket)) return;
      // that a counter closes is nothing about the tickets that were kept for it
      if (noWayBack.has(command.type)) return;
      ticket.touched = model.acts;
      if (label === null || noActs.has(command.type)) return;
      const slips = slipsAt(model, label);
      const wasHere = command.type === 'return' || command.type === 'resume_ticket' ? null : here === ticket;
      const slip = { act: model.acts, at: model.now, ticket, was: before, wasHere };
      if (command.type !== 'recall') slips.push(slip);
      else {
        // a recall goes with its call
        const call = slips.findLastIndex((each) => each?.ticket === ticket);
        const [its] = call < 0 ? [] : slips.splice(call, 1);
        // what somebody else did between the two stands in the way
        const act = its == null || its.act === before.touched ? model.acts : -1;
        slips.push({ ...slip, ...(its == null ? {} : { was: its.was, wasHere: its.wasHere }), act });
      }
    });
    if (label !== null && command.type === 'take_over') slipsAt(model, label).push(null);
    if (label !== null && noWayBack.has(command.type)) slipsAt(model, label).length = 0;
  }

  toString(): string {
    return `${this.constructor.name}${JSON.stringify(this)}`;
  }
}

const noWayBack: ReadonlySet<HallCommand['type']> = new Set([
  'open_counter',
  'close_counter',
  'pause_counter',
  'resume_counter',
]);
const noActs: ReadonlySet<HallCommand['type']> = new Set([...noWayBack, 'ask_help', 'end_help', 'leave']);

/** The counter whose command it is. */
function labelOf(command: HallCommand): Label | null {
  const code = 'counter' in command ? command.counter : 'by' in command ? command.by : undefined;
  const label = Number(code?.slice(-1));
  return label === 1 || label === 2 || label === 3 ? label : null;
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
    if (paper.state !== 'closed') assert.equal(counter?.staff, paper.clerk);
    assert.equal((counter?.helpSince ?? null) !== null, paper.help);
  }
}
