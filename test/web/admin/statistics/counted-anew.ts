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
    const end = stands.at(-1)?.at ?? 0;
    sum.counts['takenBack'] =
      (sum.counts['takenBack'] ?? 0) + lines.filter(({ type }) => type === 'command_undone').length;
    for (const born of stands) {
      if (born.type !== 'ticket_issued') continue;
      const { id, kind, bookedStart, services } = born.data['ticket'] as Issued;
      const story = stands.filter(({ data }) => data['ticket'] === id);
      const [last, before] = [story.at(-1), story.at(-2)];
      add('tickets');
      inHour(born.at, 0);
      if (kind === 'appointment') add('appointments');
      const served = last?.type === 'service_finished';
      const missed = last?.type === 'ticket_missed' || before?.type === 'ticket_missed';
      if (served) add('served');
      else if (last?.type === 'ticket_left') add('left');
      else if (last?.type === 'visit_not_recorded') add('notRecorded');
      else if (last?.type === 'ticket_voided') add(missed ? 'missed' : 'notReached');
      else if (last?.type === 'ticket_missed') add('missed');
      const calls = story.filter(({ type }) => type === 'ticket_called');
      for (const { at } of calls) inHour(at, 1);
      const first = calls[0];
      const owed = Math.max(born.at, bookedStart ?? born.at);
      const late = (at: number): boolean => at - owed > target * 60_000;
      if (first !== undefined) {
        sum.waits.push((first.at - born.at) / 60_000);
        if (kind === 'appointment') sum.fromBooked.push(Math.max(0, first.at - owed) / 60_000);
        if (!late(first.at)) sum.within += 1;
      }
      const leftLate = last?.type === 'ticket_left' && late(last.at);
      if (first !== undefined || leftLate || last?.type === 'ticket_voided') sum.asked += 1;
      for (const [place, { type, at, data }] of story.entries()) {
        if (type !== 'service_started') continue;
        const next = story[place + 1];
        if (next?.type === 'visit_not_recorded') continue;
        const code = String(data['counter']);
        const counter = sum.counters.get(code) ?? { served: 0, handedOn: 0, serving: 0 };
        sum.counters.set(code, counter);
        counter.serving += (next?.at ?? end) - at;
        if (next?.type === 'service_finished') counter.served += 1;
        else if (next !== undefined) counter.handedOn += 1;
        if (served && next === last) sum.service.push((last.at - at) / 60_000);
      }
      if (served) inHour(last.at, 2);
      for (const { code, quantity } of services) {
        const known = sum.services.get(code) ?? [0, 0, 0, 0];
        sum.services.set(code, known);
        known[0] += 1;
        known[1] += quantity;
        if (served) known[2] += 1;
        if (served && last.data['outcome'] === 'missing_materials') known[3] += 1;
      }
    }
  }
  return sum;
}
