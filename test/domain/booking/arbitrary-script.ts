import fc from 'fast-check';
import type { BookingActor, BookingCommand } from '../../../server/domain/booking/ledger.ts';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import type { Site } from '../../../server/domain/catalogue/site.ts';
import { type BookingOffice, bookCommand, move } from '../../support/booking-office.ts';
import { testQueue, testRules, testSite } from '../../support/sites.ts';

/** A small office, so that everybody wants the same few places: three slots on each of two days, two places. */
export const scriptSite: Site = testSite({
  sessions: [
    { weekday: 2, opens: '09:00', closes: '09:45' },
    { weekday: 3, opens: '09:00', closes: '09:45' },
  ],
  queues: [testQueue({ places: 2 })],
  rules: testRules({
    coolDownMost: 20,
    cutOffMinutes: 0,
    firstWorkingDay: 0,
    noticeMinutes: 0,
    maxItems: 3,
  }),
});

const slotMinutes = 15;
const mornings = ['2026-11-24', '2026-11-25'].map((day) => instantOf(day, '09:00', scriptSite.timeZone));
const site = scriptSite.code;

export function officeAt(open: (now: number, site: Site) => BookingOffice): BookingOffice {
  return open(instantOf('2026-11-23', '10:00', scriptSite.timeZone), scriptSite);
}

const start = fc
  .tuple(fc.constantFrom(...mornings), fc.nat(2))
  .map(([morning, k]) => morning + k * slotMinutes * 60_000);
const person = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
const services = fc.integer({ min: 1, max: 3 }).map((quantity) => [{ code: 'ADD_OPERATOR', quantity }]);
const actor = fc.constantFrom<BookingActor>(
  { kind: 'holder' },
  { kind: 'staff', reason: 'urgent' },
  { kind: 'staff', reason: null },
  { kind: 'office' },
);
const contact = fc
  .constantFrom('13800138000', '13900139000')
  .map((mobile) => ({ name: '李明', mobile, email: null, telephone: null }));

/** Two in three can be taken back. */
const undo = fc.option(fc.uuid(), { freq: 2 }).map((id) => (id === null ? {} : { undo: id }));

/** Every other old place cools down. */
const cool = fc
  .option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 2 })
  .map((chance) => (chance === null ? {} : { chance }));

export const arbitraryCommand: fc.Arbitrary<BookingCommand> = fc.oneof(
  fc
    .record({ id: person, services, start, replaces: fc.option(person.map((id) => `hold-${id}`)) })
    .map(({ id, ...some }) => ({ type: 'hold' as const, id: `hold-${id}`, site, ...some }))
    .filter((command) => command.replaces !== command.id),
  person.map((id) => ({ type: 'release_hold' as const, hold: `hold-${id}`, site })),
  fc
    .record({
      id: person,
      firm: fc.constantFrom('X', 'Y', null),
      services,
      start,
      contact,
      actor,
      overbook: fc.boolean(),
      hold: fc.option(person),
    })
    .map(({ id, firm, hold, ...some }) =>
      bookCommand(id, some.start, {
        ...some,
        hold: hold === null ? null : `hold-${hold}`,
        enterprise: { name: 'Firm', creditCode: firm ?? `FIRM-${id}`, customsCode: null },
      }),
    ),
  fc
    .record({ id: person, start, actor, overbook: fc.boolean(), undo, cool })
    .map(({ id, start: to, actor: by, overbook, undo: kept, cool: rests }) => ({
      ...(move(id, to, by) as Extract<BookingCommand, { type: 'move' }>),
      overbook,
      ...kept,
      ...rests,
    })),
  fc
    .record({ booking: person, services, start, contact, actor, overbook: fc.boolean(), undo })
    .map(({ undo: kept, ...some }) => ({
      type: 'change' as const,
      site,
      answers: {},
      ticks: [],
      ...some,
      ...kept,
    })),
  fc
    .record({ booking: person, actor, chance: fc.double({ min: 0, max: 1, noNaN: true }), undo })
    .map(({ undo: kept, ...some }) => ({ type: 'cancel' as const, site, ...some, ...kept })),
  person.map((booking) => ({ type: 'take_back' as const, site, booking })),
  person.map((booking) => ({ type: 'take_back' as const, site, booking })),
  fc.record({ booking: person, contact }).map((some) => ({ type: 'change_contact' as const, site, ...some })),
  fc
    .record({
      booking: person,
      state: fc.constantFrom('arrived' as const, 'missed' as const, 'completed' as const),
    })
    .map((some) => ({ type: 'settle' as const, site, ...some })),
);

export interface Step {
  /** minutes that pass before it */
  readonly wait: number;
  readonly command: BookingCommand;
}

/** Ids are used once: a hold or booking that exists is not made again under the same id. */
function withOwnIds(steps: readonly Step[]): Step[] {
  const used = new Set<string>();
  return steps.filter(({ command }) => {
    if (command.type !== 'hold' && command.type !== 'book') return true;
    if (used.has(command.id)) return false;
    used.add(command.id);
    return true;
  });
}

/** What many people do to the same few places, one after another, as time passes. */
export const arbitraryScript: fc.Arbitrary<Step[]> = fc
  .array(fc.record({ wait: fc.constantFrom(0, 0, 0, 1, 5, 10, 30), command: arbitraryCommand }), {
    minLength: 20,
    maxLength: 40,
  })
  .map(withOwnIds);
