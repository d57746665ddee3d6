import fc from 'fast-check';
import type { BookingCommand } from '../../../server/domain/booking/ledger.ts';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import type { Site } from '../../../server/domain/catalogue/site.ts';
import type { WaitCommand } from '../../../server/domain/waitlist/wait-commands.ts';
import { bookCommand, cancel } from '../../support/booking-office.ts';
import { testQueue, words } from '../../support/sites.ts';
import { join, takeUp, type WaitingOffice, waitEntry, waitingOffice } from '../../support/waiting-office.ts';
import { arbitraryCommand, scriptSite } from '../booking/arbitrary-script.ts';

/** So few places that somebody waits most of the time. */
export const tightSite = { ...scriptSite, queues: [testQueue({ places: 1 })] };
const { timeZone } = scriptSite;
const days = ['2026-11-24', '2026-11-25'];
export const starts = days.flatMap((day) =>
  ['09:00', '09:15', '09:30'].map((time) => ({ day, start: instantOf(day, time, timeZone) })),
);

const who = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
export const full = (k: number) => `full-${k}`;
/** One of those who have filled the site gives the place up. */
const givenUp = fc
  .tuple(fc.nat(5), fc.double({ min: 0, max: 1, noNaN: true }), fc.option(fc.uuid(), { freq: 2 }))
  .map(([k, chance, undo]) => ({
    ...(cancel(full(k), { kind: 'holder' }, chance) as Extract<BookingCommand, { type: 'cancel' }>),
    ...(undo === null ? {} : { undo }),
  }));
/** … and wants it back, in time or not. */
const takenBack = fc
  .nat(5)
  .map((k): BookingCommand => ({ type: 'take_back', site: 'BJ-TSY', booking: full(k) }));
/** Who keeps a booking and waits for an earlier time is reached as it is, or waits for nothing. */
const sooner = (booking: string) => ({
  ...({ kind: 'earlier', booking, from: '2026-11-23' } as const),
  contact: bookCommand(booking, 0).contact,
});
const waits: fc.Arbitrary<WaitCommand> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        who,
        cards: fc.integer({ min: 1, max: 2 }),
        firm: fc.constantFrom('X', 'Y', null),
        from: fc.constantFrom(...days),
        times: fc.constantFrom([], [{ from: '09:15', to: '10:00' }]),
        failed: fc.constantFrom(null, null, full(0), full(1)),
        earlier: fc.constantFrom(null, null, full(4), full(5)),
      })
      .map(({ who: id, cards, firm, from, times, failed, earlier }) =>
        join(
          waitEntry(id, {
            services: [{ code: 'ADD_OPERATOR', quantity: cards }],
            ...{ from, times, to: '2026-11-25' },
            enterprise: { name: 'Firm', creditCode: firm ?? `FIRM-${id}`, customsCode: null },
            failed: earlier === null ? failed : null,
            ...(earlier === null ? {} : sooner(earlier)),
          }),
        ),
      ),
  },
  { weight: 6, arbitrary: who.map(takeUp) },
  {
    weight: 1,
    arbitrary: who.map((entry): WaitCommand => ({ type: 'wait_decline', site: 'BJ-TSY', entry })),
  },
  {
    weight: 1,
    arbitrary: who.map((entry): WaitCommand => ({ type: 'wait_leave', site: 'BJ-TSY', entry, by: 'holder' })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ entry: who, start: fc.constantFrom(...starts.map(({ start }) => start)) })
      .map((some): WaitCommand => ({ type: 'wait_offer', site: 'BJ-TSY', ...some })),
  },
);

const step = fc.record({
  wait: fc.constantFrom(0, 0, 0, 1, 5, 20, 60, 240),
  command: fc.oneof(
    { weight: 3, arbitrary: arbitraryCommand },
    { weight: 4, arbitrary: waits },
    { weight: 2, arbitrary: givenUp },
    { weight: 1, arbitrary: takenBack },
  ),
  serve: fc.boolean(),
  // now and then the first day is closed, or opened again
  closed: fc.constantFrom(...new Array<null>(14).fill(null), true, false),
});

function madeBy(command: BookingCommand | WaitCommand): string | null {
  if (command.type === 'wait_join') return `wait ${command.entry.id}`;
  return command.type === 'hold' || command.type === 'book' ? command.id : null;
}

/** Ids are used once, as they are outside. */
function ownIds(steps: readonly WaitStep[]): WaitStep[] {
  const used = new Set<string>();
  return steps.filter(({ command }) => {
    const id = madeBy(command);
    if (id === null) return true;
    if (used.has(id)) return false;
    used.add(id);
    return true;
  });
}

export interface WaitStep {
  /** minutes that pass before it */
  readonly wait: number;
  readonly command: BookingCommand | WaitCommand;
  /** the job runs before it */
  readonly serve: boolean;
  /** the first day is closed before it, or opened again; null: it stays as it is */
  readonly closed: boolean | null;
}

/** The site with its first day closed. */
export function siteClosed(closed: boolean): Site {
  const closure = { id: 'c1', date: '2026-11-24', kind: 'closed', from: null, to: null } as const;
  return { ...tightSite, exceptions: closed ? [{ ...closure, reason: words('停电') }] : [] };
}

/** One of those who have filled the site gives the place up and wants it back, in time or just not. */
const undone = fc
  .record({
    k: fc.nat(5),
    chance: fc.double({ min: 0, max: 1, noNaN: true }),
    undo: fc.uuid(),
    wait: fc.constantFrom(0, 1, 2),
  })
  .map(({ k, chance, undo, wait }): readonly WaitStep[] => [
    {
      ...{ wait: 0, serve: false, closed: null },
      command: {
        ...(cancel(full(k), { kind: 'holder' }, chance) as Extract<BookingCommand, { type: 'cancel' }>),
        undo,
      },
    },
    {
      ...{ wait, serve: true, closed: null },
      command: { type: 'take_back', site: 'BJ-TSY', booking: full(k) },
    },
  ]);

/** The first day is closed over what has been offered of it, and opened again. */
const closedOver = fc
  .tuple(who, who)
  .map((entries): readonly WaitStep[] =>
    entries.map((entry, n) => ({ wait: 0, serve: true, closed: n === 0, command: takeUp(entry) })),
  );

/** Staff take it for the same hand's as hoarded bookings, its holder asks them to look again, and they put it back, or do not. */
const setAside = fc
  .record({ entry: who, wait: fc.constantFrom(0, 5, 60), back: fc.boolean() })
  .map(({ entry, wait, back }): readonly WaitStep[] => {
    const common = { site: 'BJ-TSY', entry } as const;
    const step = { wait, serve: true, closed: null };
    return [
      { ...step, wait: 0, command: { type: 'wait_aside', ...common, cause: 'by_machine' } },
      { ...step, command: { type: 'wait_ask', ...common } },
      { ...step, command: back ? { type: 'wait_aside', ...common, cause: null } : takeUp(entry) },
    ];
  });

/** What many people do to a full site and its waiting list, one after another, as time passes. */
export const arbitraryWaits: fc.Arbitrary<WaitStep[]> = fc
  .array(
    fc.oneof(
      { weight: 14, arbitrary: step.map((one) => [one]) },
      { weight: 1, arbitrary: undone },
      { weight: 1, arbitrary: closedOver },
      { weight: 1, arbitrary: setAside },
    ),
    { minLength: 20, maxLength: 50 },
  )
  .map((steps) => ownIds(steps.flat()));

/** The site on the day before, where everything is taken. */
export function fullOffice(): WaitingOffice {
  const office = waitingOffice(instantOf('2026-11-23', '10:00', timeZone), tightSite);
  for (const [k, { start }] of starts.entries()) office.do(bookCommand(full(k), start));
  return office;
}
