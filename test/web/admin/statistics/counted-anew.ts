/** A line of the log as it stands in the database, with what it says. */
export interface Line {
  readonly version: number;
  readonly at: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the figures should say, each visit told by its own lines alone: nothing of the application is used here. */
export interface CountedAnew {
  readonly counts: Record<string, number>;
  /** minutes from the ticket to the first call, and from the booked time or the ticket, whichever came later */
  readonly waits: number[];
  readonly fromBooked: number[];
  readonly service: number[];
  readonly asked: number;
  readonly within: number;
  readonly hours: Map<string, [issued: number, called: number, served: number]>;
  readonly counters: Map<string, { served: number; handedOn: number; serving: number }>;
  readonly services: Map<string, [visits: number, items: number, served: number, missing: number]>;
}

interface Issued {
  readonly id: string;
  readonly kind: string;
  readonly bookedStart: number | null;
  readonly services: readonly { readonly code: string; readonly quantity: number }[];
}

const names = [
  'tickets',
  'appointments',
  'served',
  'missed',
  'left',
  'notReached',
  'notRecorded',
  'takenBack',
];

/** Counts the lines of several days of a hall in Beijing; `target`: minutes within which people are to be called. */
export function countAnew(days: readonly (readonly Line[])[], target: number): CountedAnew {
  const sum = {
    counts: Object.fromEntries(names.map((name) => [name, 0])) as Record<string, number>,
    waits: [] as number[],
    fromBooked: [] as number[],
    service: [] as number[],
    asked: 0,
    within: 0,
    hours: new Map() as CountedAnew['hours'],
    counters: new Map() as CountedAnew['counters'],
    services: new Map() as CountedAnew['services'],
  };
  const add = (name: string): void => {
    sum.counts[name] = (sum.counts[name] ?? 0) + 1;
  };
  const inHour = (at: number, place: 0 | 1 | 2): void => {
    const hour = `${new Date(at + 8 * 3_600_000).toISOString().slice(11, 13)}:00`;
    const known = sum.hours.get(hour) ?? [0, 0, 0];
    known[place] += 1;
    sum.hours.set(hour, known);
  };
  for (const lines of days) {
    const gone = new Set(lines.flatMap(({ data }) => (data['takesBack'] as number[] | undefined) ?? []));
    const stands = lines.filter(({ version, type }) => !gone.has(version) && type !== 'command_undone');
    const until = stands.at(-1)?.at ?? 0;
    sum.counts['takenBack'] =
      (sum.counts['takenBack'] ?? 0) + lines.filter(({ type }) => type === 'command_undone').length;
    for (const born of stands) {
      if (born.type !== 'ticket_issued') continue;
      const { id, kind, bookedStart, services } = born.data['ticket'] as Issued;
      const story = stands.filter(({ data }) => data['ticket'] === id);
      const { end, outcome, endAt, startedAt, takenOut, recounted } = endOf(story);
      const joined = story.findLast(({ type }) => type === 'ticket_joined');
      const booked = kind === 'appointment' || joined !== undefined;
      const bookedAt = (joined?.data['bookedStart'] as number | undefined) ?? bookedStart;
      const changed = story.findLast(({ type }) => type === 'ticket_changed');
      const wanted = (changed?.data['services'] as Issued['services'] | undefined) ?? services;
      add('tickets');
      inHour(born.at, 0);
      if (booked) add('appointments');
      if (end in sum.counts) add(end);
      const calls = story.filter(({ type }) => type === 'ticket_called');
      for (const { at } of calls) inHour(at, 1);
      const first = calls[0];
      const owed = Math.max(born.at, bookedAt ?? born.at);
      const late = (at: number): boolean => at - owed > target * 60_000;
      if (first !== undefined) {
        sum.waits.push((first.at - born.at) / 60_000);
        if (booked) sum.fromBooked.push(Math.max(0, first.at - owed) / 60_000);
      }
      // whoever was taken out had asked for nothing
      const said = story.findLast(({ type }) => type === 'ticket_voided' || type === 'ticket_corrected');
      const byNobody = said?.data['state'] === 'void' && said.data['missedAt'] === null;
      const taken = said?.type === 'ticket_corrected' ? byNobody : takenOut;
      if (!taken) {
        if (first !== undefined && !late(first.at)) sum.within += 1;
        const unserved = ['missed', 'notReached', 'notRecorded'].includes(end);
        if (first !== undefined || unserved || (end === 'left' && late(endAt))) sum.asked += 1;
      }
      for (const [place, { type, at, data }] of story.entries()) {
        if (type !== 'service_started') continue;
        const next = story[place + 1];
        if (next?.type === 'visit_not_recorded') continue;
        const code = String(data['counter']);
        const counter = sum.counters.get(code) ?? { served: 0, handedOn: 0, serving: 0 };
        sum.counters.set(code, counter);
        counter.serving += (next?.at ?? until) - at;
        if (next?.type === 'service_finished') counter.served += 1;
        else if (next !== undefined) counter.handedOn += 1;
      }
      for (const [code, served, serving] of recounted) {
        const counter = sum.counters.get(code) ?? { served: 0, handedOn: 0, serving: 0 };
        sum.counters.set(code, counter);
        counter.served += served;
        counter.serving += serving;
      }
      if (end === 'served' && startedAt !== null) sum.service.push((endAt - startedAt) / 60_000);
      if (end === 'served') inHour(endAt, 2);
      for (const { code, quantity } of wanted) {
        const known = sum.services.get(code) ?? [0, 0, 0, 0];
        sum.services.set(code, known);
        known[0] += 1;
        known[1] += quantity;
        if (end === 'served') known[2] += 1;
        if (end === 'served' && outcome === 'missing_materials') known[3] += 1;
      }
    }
  }
  return sum;
}

interface Ending {
  /** as the days count it; 'taken': nobody was left unserved */
  end: string;
  outcome: unknown;
  endAt: number;
  startedAt: number | null;
  /** staff had taken it out */
  takenOut: boolean;
  /** what a counter has had besides, or has not, by what a supervisor said: visits, and milliseconds */
  recounted: [counter: string, served: number, serving: number][];
}

/** What became of one visit, line by line. */
function endOf(story: readonly Line[]): Ending {
  const recounted: Ending['recounted'] = [];
  let known: Ending = {
    ...{ end: 'waiting', outcome: null, endAt: 0, startedAt: null },
    ...{ takenOut: false, recounted },
  };
  let counter: string | null = null;
  let missedAt: number | null = null;
  let at = 0;
  for (const line of story) {
    const { type, data } = line;
    if (type === 'ticket_called') {
      at = line.at;
      counter = String(data['counter']);
    }
    if (type === 'ticket_returned' || type === 'ticket_transferred' || type === 'ticket_resumed') {
      counter = null;
      known = { ...known, startedAt: null };
    }
    if (type === 'service_started') known = { ...known, end: 'waiting', startedAt: line.at };
    if (type === 'ticket_called' || type === 'ticket_returned') missedAt = null;
    if (type === 'ticket_returned' || type === 'ticket_resumed') known = { ...known, end: 'waiting' };
    if (type === 'service_finished')
      known = { ...known, end: 'served', outcome: data['outcome'], endAt: line.at };
    if (type === 'ticket_left') known = { ...known, end: 'left', endAt: line.at };
    if (type === 'visit_not_recorded') known = { ...known, end: 'notRecorded', endAt: known.startedAt ?? at };
    if (type === 'ticket_missed') {
      missedAt = line.at;
      known = { ...known, end: 'missed', endAt: line.at };
    }
    if (type === 'ticket_voided') known = { ...known, takenOut: data['byStaff'] === true };
    if (type === 'ticket_voided' && missedAt === null) {
      const end = data['byStaff'] === true ? 'taken' : 'notReached';
      // whoever was at a counter once was last seen there
      known = { ...known, end, endAt: counter === null ? line.at : (known.startedAt ?? at) };
    }
    if (type !== 'ticket_corrected') continue;
    const { state, outcome } = data;
    if (counter !== null && known.end === 'served')
      recounted.push([counter, -1, known.startedAt === null ? 0 : known.startedAt - known.endAt]);
    const kept = known.end === 'served' ? known.startedAt : null;
    if (counter !== null && state === 'done')
      recounted.push([counter, 1, kept === null ? 0 : known.endAt - kept]);
    if (state === 'waiting') counter = null;
    if (state === 'done')
      known = {
        ...known,
        outcome,
        startedAt: known.end === 'served' ? known.startedAt : null,
        end: 'served',
      };
    else if (data['missedAt'] !== null) {
      missedAt = known.endAt;
      known = { ...known, end: 'missed' };
    } else {
      missedAt = null;
      const end = state === 'waiting' ? 'waiting' : outcome === 'not_recorded' ? 'notRecorded' : 'taken';
      known = { ...known, end };
    }
  }
  return known;
}
