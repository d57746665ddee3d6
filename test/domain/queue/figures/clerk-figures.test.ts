import assert from 'node:assert/strict';
import { SimulatedDay } from '../../../../seeds/demo/simulated-day.ts';
import {
  addClerks,
  type ClerkFigures,
  type DoneBy,
  foldClerks,
} from '../../../../server/domain/queue/figures/clerk-figures.ts';
import { foldDay } from '../../../../server/domain/queue/figures/day-fold.ts';
import { seededRandom } from '../../../../server/domain/queue/forecast/seeded-random.ts';
import { decideHall } from '../../../../server/domain/queue/hall/decide-hall.ts';
import { evolveAll } from '../../../../server/domain/queue/hall/evolve-hall.ts';
import { emptyHall, type Hall, type HallCommand } from '../../../../server/domain/queue/hall/hall.ts';
import type { Who } from '../../../../server/domain/staff/actor.ts';
import { day, HallPlay, minute, nine, seventeen } from '../../../support/hall-play.ts';
import { hallMinutes, hallSite } from '../../../support/hall-site.ts';

const zone = 'Asia/Shanghai';
const none: ClerkFigures = {
  served: 0,
  missingMaterials: 0,
  durations: [],
  missed: 0,
  transferred: 0,
  takenBack: 0,
};

/** A hall in which it is known who does each thing. */
class Worked {
  readonly play = new HallPlay(hallSite(2)).open(1, 2);
  private readonly done: DoneBy[] = this.play.events.map((event) => ({ event, actor: { kind: 'system' } }));

  by(who: string | Who, at: number, command: HallCommand): this {
    const actor: Who = typeof who === 'string' ? { kind: 'staff', id: who } : who;
    this.done.push(...this.play.do(at, command).map((event) => ({ event, actor })));
    return this;
  }

  /** A visitor whom this clerk calls at counter 1. */
  called(who: string, at: number): string {
    const command = this.play.issue();
    this.by({ kind: 'visitor' }, at, command);
    this.by(who, at, { type: 'call_next', counter: this.play.counter(1) });
    return command.id;
  }

  get figures() {
    return foldClerks(this.done);
  }
}

const counter = 'BJ-TSY-1';
const start = { type: 'start', counter } as const;
const finish = { type: 'finish', counter, outcome: 'completed' } as const;
const missed = { type: 'missed', counter } as const;

/** A whole day in which clerks change at one o'clock and one command in ten is a slip, taken back at once: what is known from the commands. */
function dayOfSlips(seed: number) {
  const site = hallSite(10, { recalls: 2 });
  const simulated = new SimulatedDay({
    ...{ site, opensAt: nine, closesAt: seventeen, seed, tickets: 200, minutes: hallMinutes },
  });
  const random = seededRandom(seed + 1);
  const done: DoneBy[] = [];
  const truth = new Map<string, { -readonly [Key in keyof ClerkFigures]: ClerkFigures[Key] }>();
  const of = (clerk: string) => {
    const known = truth.get(clerk) ?? { ...none };
    truth.set(clerk, known);
    return known;
  };
  const missedBy = new Map<string, string>();
  let hall: Hall = emptyHall(site.code, day);
  const carryOut = (at: number, command: HallCommand, actor: Who): boolean => {
    const decided = decideHall(hall, command, { site, now: at });
    if (!decided.ok) return false;
    hall = evolveAll(hall, decided.value);
    done.push(...decided.value.map((event) => ({ event, actor })));
    return true;
  };
  for (let step = simulated.next(hall); step !== null; step = simulated.next(hall)) {
    const { at, command } = step;
    const where = 'counter' in command ? command.counter : null;
    const clerk = where === null ? null : `${where} ${at < nine + 240 * minute ? 'early' : 'late'}`;
    const actor: Who = clerk === null ? { kind: 'visitor' } : { kind: 'staff', id: clerk };
    const slips = clerk !== null && /^(finish|missed|start|transfer)$/.test(command.type) && random() < 0.1;
    const ticket = where === null ? null : (hall.counters.get(where)?.ticket ?? null);
    let accepted = carryOut(at, command, actor);
    if (accepted && slips && where !== null) {
      const history = done.map(({ event }) => event);
      assert.ok(carryOut(at, { type: 'undo', counter: where, history }, actor));
      of(clerk).takenBack += 1;
      accepted = carryOut(at, command, actor);
    }
    if (accepted && clerk !== null && ticket !== null) {
      const startedAt = hall.tickets.get(ticket)?.startedAt ?? null;
      if (command.type === 'transfer') of(clerk).transferred += 1;
      if (command.type === 'missed') missedBy.set(ticket, clerk);
      if (command.type === 'finish') {
        of(clerk).served += 1;
        if (command.outcome === 'missing_materials') of(clerk).missingMaterials += 1;
        if (startedAt !== null) of(clerk).durations = [...of(clerk).durations, at - startedAt];
      }
    }
    if (accepted && (command.type === 'return' || command.type === 'leave')) missedBy.delete(command.ticket);
    simulated.settle(accepted, hall);
  }
  for (const clerk of missedBy.values()) of(clerk).missed += 1;
  return { done, truth };
}

const days = new Map<number, ReturnType<typeof dayOfSlips>>();
const theDay = (seed: number): ReturnType<typeof dayOfSlips> => {
  const known = days.get(seed) ?? dayOfSlips(seed);
  days.set(seed, known);
  return known;
};

const sorted = (figures: ReadonlyMap<string | null, ClerkFigures>) =>
  [...figures]
    .map(([id, its]) => [id, { ...its, durations: [...its.durations].sort((a, b) => a - b) }] as const)
    .sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1));

describe('figures by clerk', () => {
  it('of a simulated day with slips are what is known from its commands', () => {
    for (const seed of [3, 4]) {
      const { done, truth } = theDay(seed);
      const busy = [...truth.values()];
      for (const key of ['served', 'missed', 'transferred', 'takenBack'] as const)
        assert.ok(
          busy.some((its) => its[key] > 0),
          `${key} happens`,
        );
      assert.ok(truth.size > 15, 'in the afternoon others work there');
      assert.deepEqual(sorted(foldClerks(done)), sorted(truth));
    }
  });

  it('add up to those of the hall', () => {
    const { done } = theDay(3);
    const events = done.map(({ event }) => event);
    const hall = foldDay(events, zone).statistics;
    const all = [...foldClerks(done).values()];
    const sum = (key: 'served' | 'missed' | 'missingMaterials'): number =>
      all.reduce((total, its) => total + its[key], 0);
    assert.deepEqual(
      [sum('served'), sum('missed'), sum('missingMaterials')],
      [hall.served, hall.missed, hall.outcomes.missing_materials],
    );
  });

  it('a finish that was undone credits nobody, and is counted apart for whoever pressed it', () => {
    const worked = new Worked();
    worked.called('li', 0);
    worked.by('li', 1, start).by('li', 5, finish).by('wu', 6, worked.play.undo());
    assert.deepEqual(worked.figures, new Map([['li', { ...none, takenBack: 1 }]]));
  });

  it('a visit that one clerk began and another ended is the other one’s', () => {
    const worked = new Worked();
    worked.called('li', 0);
    worked.by('li', 1, start).by('wu', 5, finish);
    assert.deepEqual(worked.figures, new Map([['wu', { ...none, served: 1, durations: [4 * minute] }]]));
  });

  it('who was called in vain and came back is no miss of the first, and a visit of the second', () => {
    const worked = new Worked();
    const ticket = worked.called('li', 0);
    for (const at of [1, 2]) worked.by('li', at, { type: 'recall', counter });
    worked.by('li', 3, missed);
    assert.deepEqual(worked.figures, new Map([['li', { ...none, missed: 1 }]]));
    worked.by({ kind: 'visitor' }, 4, { type: 'return', ticket });
    worked.by('wu', 5, { type: 'call_next', counter }).by('wu', 6, start).by('wu', 9, finish);
    assert.deepEqual(worked.figures, new Map([['wu', { ...none, served: 1, durations: [3 * minute] }]]));
  });

  it('a correction moves the credit from one kind to another, and gives the supervisor none', () => {
    const worked = new Worked();
    const ticket = worked.called('li', 0);
    worked.by('li', 1, start).by('li', 5, finish);
    const correct = { type: 'correct', ticket, outcome: 'completed' } as const;
    worked.by('boss', 60, { ...correct, to: 'missed' });
    assert.deepEqual(worked.figures, new Map([['li', { ...none, missed: 1 }]]));
    worked.by('boss', 61, { ...correct, to: 'done', outcome: 'missing_materials' });
    const again = { ...none, served: 1, missingMaterials: 1 };
    assert.deepEqual(worked.figures, new Map([['li', again]]), 'how long it took is not known any more');
    worked.by('boss', 62, { ...correct, to: 'void' });
    assert.deepEqual(worked.figures, new Map());
  });

  it('what no counter recorded is nobody’s, until a supervisor says that it was served: then whoever had it', () => {
    const worked = new Worked();
    const ticket = worked.called('li', 0);
    worked.by('li', 1, start).by({ kind: 'system' }, 500, { type: 'close_day' });
    assert.deepEqual(worked.figures, new Map());
    worked.by('boss', 510, { type: 'correct', ticket, to: 'done', outcome: 'completed' });
    assert.deepEqual(worked.figures, new Map([['li', { ...none, served: 1 }]]), 'without a duration');
  });

  it('what keys do, and what nobody at a counter did, stands without a name', () => {
    const worked = new Worked();
    const ticket = worked.play.issue();
    worked
      .by({ kind: 'visitor' }, 0, ticket)
      .by({ kind: 'visitor' }, 1, { type: 'leave', ticket: ticket.id });
    worked.by('boss', 2, { type: 'correct', ticket: ticket.id, to: 'done', outcome: 'completed' });
    worked.called('li', 3);
    worked.by({ kind: 'key', id: 'k1' }, 4, { ...finish });
    const served = worked.figures.get(null)?.served;
    assert.deepEqual([worked.figures.size, served], [1, 2]);
  });

  it('of several days are added up', () => {
    const both = [theDay(3), theDay(4)].map(({ done }) => foldClerks(done));
    const sum = addClerks(both);
    const one = 'BJ-TSY-1 early';
    const [first = none, second = none] = both.map((figures) => figures.get(one) ?? none);
    assert.equal(sum.get(one)?.served, first.served + second.served);
    assert.equal(sum.get(one)?.durations.length, first.durations.length + second.durations.length);
    assert.ok(first.served > 0 && second.served > 0);
  });
});
