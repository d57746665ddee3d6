import assert from 'node:assert/strict';
import { Planner } from '../../../server/actions/planning/planner.ts';
import type { DayQuestion } from '../../../server/domain/queue/planning/planning-answer.ts';
import { answerPlanning } from '../../../server/domain/queue/planning/planning-answer.ts';
import { planHall } from '../../domain/queue/planning/plan-support.ts';

const question: DayQuestion = {
  kind: 'day',
  hall: planHall(4),
  records: [],
  like: [],
  demand: { kind: 'typed', tickets: Array.from({ length: 16 }, () => 4) },
  targetMinutes: 20,
  plans: [Array.from({ length: 16 }, () => 2)],
  least: null,
  seed: 1,
};
const broken: DayQuestion = { ...question, records: ['not a record'] };

/** As many as this process has. */
function threads(): number {
  const report = process.report.getReport() as { readonly workers?: readonly unknown[] };
  return report.workers?.length ?? 0;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((soon) => setImmediate(soon));
}

describe('the planner beside the loop', function () {
  this.timeout(60_000);
  let planner: Planner;
  afterEach(() => planner.close());

  it('answers in its thread what would be answered here, and goes on after a question that failed', async () => {
    planner = new Planner();
    await assert.rejects(planner.ask(broken));
    const outcome = await planner.ask(question);
    assert.ok(outcome.ok);
    assert.deepEqual(outcome.value, answerPlanning(question));
  });

  it('has its thread before the first question when it was told to begin, one only, and ends it', async () => {
    const before = threads();
    planner = new Planner();
    planner.begin();
    planner.begin();
    await until(() => threads() > before);
    assert.ok((await planner.ask(question)).ok);
    assert.equal(threads(), before + 1);
    await planner.close();
    planner.begin();
    assert.equal(threads(), before);
  });

  it('lets the loop serve others while it answers', async () => {
    const tickets = Array.from({ length: 16 }, () => 25);
    const plans = [tickets.map(() => 12)];
    const large: DayQuestion = { ...question, hall: planHall(12), demand: { kind: 'typed', tickets }, plans };
    planner = new Planner();
    assert.ok((await planner.ask(question)).ok);
    let [served, answered] = [0, false];
    const asked = planner.ask(large).finally(() => {
      answered = true;
    });
    // a loop that computes the answer itself turns once or twice meanwhile
    await until(() => {
      served += 1;
      return answered;
    });
    const beside = await asked;
    assert.ok(beside.ok);
    assert.deepEqual(beside.value, answerPlanning(large));
    assert.ok(served > 20, `${served} turns of the loop`);
  });

  it('refuses more at once than it is meant for, and answers those that came before', async () => {
    planner = new Planner({ atOnce: 2, longest: 30_000 });
    const asked = [question, question, question].map((one) => planner.ask(one));
    const outcomes = await Promise.all(asked);
    assert.deepEqual(
      outcomes.map((outcome) => (outcome.ok ? 'answered' : outcome.code)),
      ['answered', 'answered', 'planner_busy'],
    );
  });

  it('gives up what takes too long, with a thread anew for the next', async () => {
    planner = new Planner({ atOnce: 2, longest: 1 });
    const outcome = await planner.ask(question);
    assert.ok(!outcome.ok && outcome.code === 'planner_too_long');
    await planner.close();
    planner = new Planner();
    assert.ok((await planner.ask(question)).ok);
  });

  it('lets go of whoever waits when it is closed', async () => {
    planner = new Planner();
    const asked = planner.ask(question);
    await planner.close();
    const outcome = await asked;
    assert.ok(!outcome.ok && outcome.code === 'planner_busy');
    const later = await planner.ask(question);
    assert.ok(!later.ok);
  });
});
