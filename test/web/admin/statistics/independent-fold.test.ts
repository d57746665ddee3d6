import assert from 'node:assert/strict';
import { seededRandom } from '../../../../server/domain/queue/forecast/seeded-random.ts';
import { engines } from '../../../support/engines.ts';
import { HallPlay, minute, nine } from '../../../support/hall-play.ts';
import { hallSite } from '../../../support/hall-site.ts';
import { type HallSystem, startSystem } from '../../../support/hall-system.ts';
import { type Office, signIn } from '../office.ts';
import { countAnew, type Line } from './counted-anew.ts';
import { cells } from './table-cells.ts';

const days = ['2026-09-30', '2026-10-01', '2026-10-20', '2026-11-24'];
const period = 'site=BJ-TSY&from=2026-09-30&to=2026-11-24';
const bandsFrom = [0, 5, 10, 15, 20, 30, 45, 60, Number.POSITIVE_INFINITY];

const unchanged = { type: 'change_ticket', queue: null, services: null, priority: null, note: null } as const;

/** A day of whatever people may press, with what they took back, and somebody at a counter when it ends. */
function anyDay(seed: number): HallPlay {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const play = new HallPlay(hallSite(2, { recalls: 0 })).open(1, 2);
  let now = 0;
  for (let step = 0; step < 260; step += 1) {
    // whole seconds
    now += below(132) / 60;
    const counter = play.counter(1 + below(2));
    const ticket = `t${1 + below(60)}`;
    const outcome = random() < 0.3 ? 'missing_materials' : 'completed';
    const toCounter = play.counter(1 + below(2));
    const asked = [
      () =>
        play.issue({ services: [{ code: random() < 0.5 ? 'RENEW' : 'REPLACE', quantity: 1 + below(3) }] }),
      () => play.booked(now + below(40) - 15),
      () => ({ type: 'call_next', counter }) as const,
      () => ({ type: 'call_next', counter }) as const,
      () => ({ type: 'start', counter }) as const,
      () => ({ type: 'start', counter }) as const,
      () => ({ type: 'finish', counter, outcome, onlyStarted: true }) as const,
      () => ({ type: 'finish', counter, outcome, onlyStarted: true }) as const,
      () => ({ type: 'missed', counter }) as const,
      () => ({ type: 'park', counter }) as const,
      () => ({ type: 'transfer', counter, toQueue: null, toCounter }) as const,
      () => ({ type: 'leave', ticket }) as const,
      () => ({ type: 'return', ticket }) as const,
      () => ({ type: 'resume_ticket', ticket }) as const,
      () => play.undo(1 + below(2)),
      () => ({ type: 'void_ticket', ticket }) as const,
      () => ({ ...unchanged, ticket, services: [{ code: 'REPLACE', quantity: 1 + below(3) }] }) as const,
      () =>
        ({ type: 'join_booking', ticket, booking: `j${step}`, bookedStart: nine + now * minute }) as const,
      () => ({ type: 'correct', ticket, to: 'waiting', outcome }) as const,
    ][below(19)];
    if (asked !== undefined) play.attempt(now, asked());
  }
  play.do(now + 1, play.issue());
  play.attempt(now + 1, { type: 'call_next', counter: play.counter(1) });
  play.attempt(now + 1, { type: 'start', counter: play.counter(1) });
  // the day is tidied up after midnight, and some of it is put right by a supervisor later
  const past = 15 * 60 + 20;
  play.do(past, { type: 'close_day' });
  for (let step = 0; step < 12; step += 1) {
    const to = (['done', 'missed', 'void'] as const)[below(3)] ?? 'done';
    const ticket = `t${1 + below(60)}`;
    play.attempt(past + 1 + step, { type: 'correct', ticket, to, outcome: 'completed' });
  }
  return play;
}

/** Its lines on another day. */
function linesOf(play: HallPlay, day: string): Line[] {
  const by = Date.parse(day) - Date.parse('2026-11-24');
  return play.events.map((event) => {
    // instants have thirteen digits
    const moved = JSON.stringify(event).replace(/\b\d{13}\b/g, (at) => String(Number(at) + by));
    const { version, at, type, ...data } = JSON.parse(moved) as Line & Record<string, unknown>;
    return { version, at, type, data };
  });
}

const within = (cell: string | undefined, values: readonly number[], part: number): void => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = part * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  const exact = low + ((sorted[Math.ceil(at)] ?? low) - low) * (at % 1);
  assert.ok(Math.abs(Number(cell) - exact) <= 0.02 * exact + 0.0501, `${cell} is not ${exact}`);
};
const tenth = (value: number): number => Math.round(10 * value) / 10;
const meanOf = (values: readonly number[]): number =>
  tenth(values.reduce((sum, one) => sum + one, 0) / values.length);
const percent = (part: number, whole: number): number => Math.round((1000 * part) / whole) / 10;

for (const engine of engines) {
  describe(`figures and exports against the log of the hall [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let office: Office;
    const logs = days.map((day, seed) => linesOf(anyDay(seed + 1), day));
    const truth = countAnew(logs, 20);

    before(async () => {
      hall = await startSystem({ engine, clockStart: '2026-11-25T09:00:00+08:00' });
      const { writer } = hall.system.database;
      for (const [place, lines] of logs.entries()) {
        const day = days[place] ?? '';
        const head = { site: 'BJ-TSY', day };
        await writer('hall_day').insert({ ...head, version: lines.length, state: 'closed' });
        for (let from = 0; from < lines.length; from += 50)
          await writer('hall_event').insert(
            lines.slice(from, from + 50).map(({ data, ...line }) => ({
              ...head,
              ...line,
              data: JSON.stringify(data),
              actor: 'system',
            })),
          );
      }
      office = await signIn(hall, 'administrator');
    });
    after(() => hall?.close());

    const table = async (name: string, by: string): Promise<string[][]> =>
      cells(
        (await office.agent.get(`/admin/statistics?${period}&by=${by}&list=${name}&format=csv&lang=en`)).text,
      );

    it('have everything in them that can go wrong', () => {
      const { counts, counters } = truth;
      for (const [name, count] of Object.entries(counts)) assert.ok(count > 0, name);
      const types = new Set(logs.flat().map(({ type }) => type));
      for (const type of ['ticket_corrected', 'ticket_changed', 'ticket_joined', 'ticket_voided'])
        assert.ok(types.has(type), type);
      assert.ok([...counters.values()].every(({ handedOn, served }) => handedOn > 0 && served > 0));
      assert.ok(truth.within < truth.asked && truth.fromBooked.length > 5);
    });

    for (const by of ['day', 'week', 'month'])
      it(`add up to what the visits of the log say, counted by the ${by}`, async () => {
        const rows = await table('days', by);
        const sum = (column: number): number => rows.reduce((total, row) => total + Number(row[column]), 0);
        const { tickets = 0, appointments = 0, ...rest } = truth.counts;
        assert.deepEqual([1, 2, 3].map(sum), [tickets, appointments, tickets - appointments]);
        assert.deepEqual([4, 5, 6, 7, 8, 9].map(sum), Object.values(rest));
      });

    it('say waits, shares and times of service as the log has them', async () => {
      const waits = await table('waits', 'month');
      const [all = [], booked = [], fromBooked = []] = waits;
      assert.deepEqual([all[1], all[2], all[3]].map(Number), [
        truth.waits.length,
        percent(truth.within, truth.asked),
        meanOf(truth.waits),
      ]);
      within(all[4], truth.waits, 0.5);
      within(all[5], truth.waits, 0.9);
      assert.deepEqual([booked[1], fromBooked[1], fromBooked[3]].map(Number), [
        truth.fromBooked.length,
        truth.fromBooked.length,
        meanOf(truth.fromBooked),
      ]);
      within(fromBooked[4], truth.fromBooked, 0.5);
      const bands = (await table('bands', 'month')).map((row) => [Number(row[1]), Number(row[2])]);
      const counted = bandsFrom.slice(0, -1).map((from, place) => {
        const to = bandsFrom[place + 1] ?? 0;
        return truth.waits.filter((wait) => wait >= from && wait < to).length;
      });
      assert.deepEqual(
        bands,
        counted.map((count) => [count, percent(count, truth.waits.length)]),
      );
      const page = await office.agent.get(`/admin/statistics?${period}&lang=en`);
      const said = /Median service<\/dt><dd>([\d.]+) min<br><small>90% within ([\d.]+) min/.exec(page.text);
      within(said?.[1], truth.service, 0.5);
      within(said?.[2], truth.service, 0.9);
    });

    it('have the hours, services and counters of the log', async () => {
      const hours = (await table('hours', 'month')).filter((row) =>
        row.slice(1, 4).some((cell) => cell !== '0'),
      );
      assert.deepEqual(
        hours.map(([hour, ...counts]) => [hour, ...counts.slice(0, 3).map(Number)]),
        [...truth.hours].sort().map(([hour, counts]) => [hour, ...counts]),
      );
      const { services } = await hall.system.catalogue();
      const names = new Map([...services].map(([code, { name }]) => [name.en, code]));
      assert.deepEqual(
        new Map(
          (await table('services', 'month')).map(([name = '', ...row]) => [
            names.get(name),
            row.slice(0, 4).map(Number),
          ]),
        ),
        truth.services,
      );
      const counters = (await table('counters', 'month')).map(
        ([name = '', served, handedOn, , , serving]) => [
          name.replace('Counter ', 'BJ-TSY-'),
          ...[served, handedOn, serving].map(Number),
        ],
      );
      assert.deepEqual(
        counters,
        [...truth.counters]
          .sort()
          .map(([code, one]) => [code, one.served, one.handedOn, tenth(one.serving / 3_600_000)]),
      );
    });
  });
}
