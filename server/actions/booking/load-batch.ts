import type { Knex } from 'knex';
import type { BookingCommand, BookingContext, Ledger } from '../../domain/booking/ledger.ts';
import { noLimits } from '../../domain/booking/limit-rules.ts';
import { type RowsNeeded, rowsNeeded } from '../../domain/booking/rows-needed.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import {
  acceptedAs,
  isWaitCommand,
  nobodysBooking,
  type WaitCommand,
} from '../../domain/waitlist/wait-commands.ts';
import { emptyWaitingList, type WaitingList } from '../../domain/waitlist/wait-facts.ts';
import { loadNamed, loadNeeded } from '../../store/booking/ledger-query.ts';
import type { Subscribed } from '../../store/event/subscriber-query.ts';
import type { ActiveChannels } from '../../store/message/channel-query.ts';
import { loadWaiting } from '../../store/waitlist/waiting-query.ts';
import type { System } from '../system.ts';
import { freedBy, mayFree, namedByList, placesAwaited, rulesAwaited } from '../waitlist/list-rows-needed.ts';
import type { BookingOrder } from './booking-order.ts';

/** What a batch of booking commands is decided on. */
export interface BatchRows {
  readonly catalogue: Catalogue;
  readonly ledger: Ledger;
  readonly list: WaitingList;
  readonly channels: ActiveChannels;
  /** of which events other systems are told */
  readonly subscribed: Subscribed;
}

interface Known {
  readonly command: BookingCommand | WaitCommand;
  readonly context: BookingContext;
}

/** The site, without its limits where the installation has none; one that is switched off only to say what became of a visit. */
export function siteAsCounted(
  { rateLimits }: System['config'],
  { sites, offSites }: Catalogue,
  { type, site: code }: Pick<BookingOrder['command'], 'type' | 'site'>,
): Site | undefined {
  const site = sites.get(code) ?? (type === 'settle' ? offSites.get(code) : undefined);
  if (site === undefined || rateLimits) return site;
  return { ...site, rules: { ...site.rules, ...noLimits } };
}

/**
 * Loads what the orders need. The catalogue says what that is, and to ask for its version first would be one more statement: the kept copy is
 * taken, and when the rows come with another version, that one is loaded and the rows are asked for again.
 */
export async function loadBatch(
  system: System,
  transaction: Knex.Transaction,
  orders: readonly BookingOrder[],
  now: number,
): Promise<BatchRows> {
  const { catalogueCache, database } = system;
  const { engine } = database;
  const list = await listFor(transaction, engine, orders, now);
  for (let catalogue = catalogueCache.kept; ; catalogue = null) {
    const current = catalogue ?? (await catalogueCache.within(transaction));
    const { services, calendar } = current;
    const known = orders.flatMap(({ command }): Known[] => {
      const site = siteAsCounted(system.config, current, command);
      return site === undefined ? [] : [{ command, context: { site, services, calendar, now } }];
    });
    const asked = known.flatMap(({ command, context }) => {
      const booking = bookingCommandOf(command, list);
      return booking === null ? [] : [{ command: booking, context }];
    });
    const first = asked.map(({ command, context }) => rowsNeeded(command, context));
    const waiting = namedByList(list);
    const ledger = await loadNamed(transaction, engine, {
      bookings: [...first.flatMap((needed) => needed.bookings), ...waiting.bookings],
      holds: [...first.flatMap((needed) => needed.holds), ...waiting.holds],
      undos: asked.flatMap(({ command }) => (losesUndo(command) ? [command.booking] : [])),
      timeOffers: asked.flatMap(({ command }) => (touchesTimes(command) ? [command.booking] : [])),
    });
    const needs = asked.map(({ command, context }) =>
      rowsNeeded(command, context, {
        booking: bookingIn(ledger, command),
        hold: holdIn(ledger, command),
        undo: 'booking' in command ? ledger.undos.get(command.booking) : undefined,
        timeOffer: 'booking' in command ? ledger.timeOffers.get(command.booking) : undefined,
      }),
    );
    const awaited =
      list.entries.size === 0 ? [] : await rowsAwaited(transaction, engine, { known, ledger, list, now });
    const { version, channels, subscribed } = await loadNeeded(
      transaction,
      engine,
      ledger,
      [...needs, ...awaited],
      now,
    );
    if (version === current.version) return { ledger, list, catalogue: current, channels, subscribed };
  }
}

type Engine = System['database']['engine'];

/** Nobody is looked for where nothing can become free. */
async function listFor(
  transaction: Knex.Transaction,
  engine: Engine,
  orders: readonly BookingOrder[],
  now: number,
): Promise<WaitingList> {
  const commands = orders.map(({ command }) => command).filter((one) => mayFree(one) || isWaitCommand(one));
  if (commands.length === 0) return emptyWaitingList();
  return loadWaiting(transaction, engine, {
    sites: commands.map(({ site }) => site),
    entries: commands.flatMap((command) =>
      isWaitCommand(command) && 'entry' in command && typeof command.entry === 'string'
        ? [command.entry]
        : [],
    ),
    joining: commands.flatMap((command) => (command.type === 'wait_join' ? [command.entry] : [])),
    now,
  });
}

/** Loads the places that are waited for, then says what the rules ask about those who wait for them. */
async function rowsAwaited(
  transaction: Knex.Transaction,
  engine: Engine,
  { known, ledger, list, now }: { known: readonly Known[]; ledger: Ledger; list: WaitingList; now: number },
): Promise<readonly RowsNeeded[]> {
  const freed = known
    .filter(({ command }) => mayFree(command))
    .map(({ command, context }) => ({ context, days: freedBy(command, ledger, list, context) }));
  const places = freed.map(({ days, context }) => placesAwaited(days, ledger, list, context));
  await loadNeeded(transaction, engine, ledger, places, now);
  return freed.flatMap(({ days, context }) => rulesAwaited(days, ledger, list, context));
}

/** What a command is in terms of bookings; null: nothing but the list. */
function bookingCommandOf(command: BookingCommand | WaitCommand, list: WaitingList): BookingCommand | null {
  if (!isWaitCommand(command)) return command;
  if (command.type === 'wait_join') return joinedAs(command);
  if (command.type !== 'wait_accept') return null;
  const entry = list.entries.get(command.entry);
  return entry === undefined ? null : acceptedAs(entry, { ...nobodysBooking, from: command.from ?? null });
}

/** Whoever joins is looked at as if they booked: their missed visits, and the booking that they have. */
function joinedAs({
  entry,
  site,
  from = null,
}: Extract<WaitCommand, { type: 'wait_join' }>): BookingCommand | null {
  const offer = { hold: '', start: entry.createdAt, end: entry.createdAt, madeAt: 0, until: 0 };
  const as = acceptedAs({ ...entry, offer }, { ...nobodysBooking, from });
  if (as?.type === 'book') return { ...as, hold: null };
  return as === null
    ? null
    : { type: 'cancel', booking: entry.booking ?? '', site, actor: { kind: 'holder' }, chance: 0 };
}

function losesUndo(command: BookingCommand): command is Extract<BookingCommand, { booking: string }> {
  return ['move', 'change', 'cancel', 'take_back', 'take_time', 'end_times'].includes(command.type);
}

const endsTimes: readonly string[] = [
  'move',
  'change',
  'cancel',
  'offer_times',
  'take_time',
  'decline_times',
  'withdraw_times',
  'end_times',
];

function touchesTimes(command: BookingCommand): command is Extract<BookingCommand, { booking: string }> {
  return endsTimes.includes(command.type);
}

function bookingIn(ledger: Ledger, command: BookingCommand) {
  return 'booking' in command ? ledger.bookings.get(command.booking) : undefined;
}

function holdIn(ledger: Ledger, command: BookingCommand) {
  if (command.type === 'hold')
    return command.replaces === null ? undefined : ledger.holds.get(command.replaces);
  if (command.type === 'book') return command.hold === null ? undefined : ledger.holds.get(command.hold);
  if (command.type === 'move') return ledger.holds.get(command.hold ?? '');
  return command.type === 'release_hold' ? ledger.holds.get(command.hold) : undefined;
}
