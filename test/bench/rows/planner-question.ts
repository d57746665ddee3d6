import { askAboutDay, type Weekday } from '../../../server/actions/planning/ask-planner.ts';
import { Planner } from '../../../server/actions/planning/planner.ts';
import type { Catalogue } from '../../../server/domain/catalogue/catalogue.ts';
import { everybody, halfHoursOf } from '../../../server/domain/queue/planning/half-hours.ts';
import { words } from '../../../server/locales/words.ts';
import { plannerResults } from '../../../server/web/admin/planner/planner-results.ts';
import type { PageContext } from '../../../server/web/page-context.ts';
import { playedDay } from '../../domain/queue/planning/plan-support.ts';
import { hallSite } from '../../support/hall-site.ts';
import { loopHeld } from '../../support/loop-held.ts';
import { testServices } from '../../support/sites.ts';
import { alternate, type Measured } from '../measure.ts';
import type { Office } from '../office.ts';
import type { Row } from '../row.ts';

const [wantedMilliseconds, wantedHeld] = [2000, 20];
const [tickets, counters, daysRecorded] = [400, 12, 20];
const page = { t: words('en'), locale: 'en' } as PageContext;
const catalogue = { services: testServices } as Catalogue;

/** A weekday with recorded days of a branch as large as the promise is for. */
function weekday(): Weekday {
  const sessions = [[540, 1020]] as const;
  const records = Array.from({ length: daysRecorded }, (_, index) => {
    const { record } = playedDay(counters, tickets, index + 1);
    return { day: record.day, record: JSON.stringify(record) };
  });
  const site = hallSite(counters);
  return { site, weekday: 2, sessions, halfHours: halfHoursOf(sessions), records, alike: records.slice(-8) };
}

/**
 * A question with a search, from what its form said to the pictures; what it took, and how long the loop was held at most. Not in it: reading
 * the form and the recorded days, the page around the answer, and a second question that waits for this one.
 */
async function asked(planner: Planner, at: Weekday): Promise<{ took: number; held: number }> {
  const began = performance.now();
  const { longest } = await loopHeld(async () => {
    const outcome = await askAboutDay({ planner }, catalogue, at, {
      demand: { kind: 'own', walkIns: 1, booked: 1, ahead: null },
      targetMinutes: 20,
      plans: [everybody(at.halfHours, counters)],
      least: { wanted: { minutes: 20, share: 0.9 }, most: counters, fewest: 1 },
    });
    if (!outcome.ok) throw new Error(outcome.code);
    await plannerResults({ at, answer: outcome.value, typed: false, targetMinutes: 20 }, page);
  });
  return { took: performance.now() - began, held: longest };
}

async function measured(office: Office, what: 'took' | 'held', bare: number): Promise<Measured> {
  const planner = new Planner();
  try {
    const at = weekday();
    const first = await asked(planner, at);
    const others: { took: number; held: number }[] = [];
    const found = await alternate(office.pick(8, 2), 'ms', {
      ours: async () => {
        const one = await asked(planner, at);
        others.push(one);
        return one[what];
      },
      bare: async () => bare,
    });
    const most = (list: readonly number[]) => Math.round(Math.max(...list));
    const note = `worst: answered in ${most(others.map(({ took }) => took))} ms, loop held ${most(others.map(({ held }) => held))} ms; the first, which begins the threads: ${most([first.took])} ms, ${most([first.held])} ms; not measured: form, stored days and page`;
    return { ...found, note };
  } finally {
    await planner.close();
  }
}

const question = `a question to the planner: ${counters} counters, ${tickets} tickets`;

export const plannerAnswer: Row = {
  id: 'planner-answer',
  ours: question,
  against: `the ${wantedMilliseconds} ms that are wanted`,
  target: { atMost: 1 },
  run: (office) => measured(office, 'took', wantedMilliseconds),
};

export const plannerLoop: Row = {
  id: 'planner-loop',
  ours: `${question}: the loop is held`,
  against: `the ${wantedHeld} ms that are wanted`,
  target: { atMost: 1 },
  run: (office) => measured(office, 'held', wantedHeld),
};
