import { defaultBookingRules } from '../../domain/booking/booking-rules.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { ServiceMaterial } from '../../domain/catalogue/service.ts';
import type { Counter, OpeningSession, Queue, Site } from '../../domain/catalogue/site.ts';
import type { SiteText } from '../../domain/message/message-text.ts';
import { defaultHallPolicy } from '../../domain/queue/hall/hall-policy.ts';

/** What an office begins with, before anybody has entered anything of its own. */
export type Beginning = Pick<
  Site,
  | 'kind'
  | 'timeZone'
  | 'handling'
  | 'sessions'
  | 'makeUpWeekday'
  | 'queues'
  | 'services'
  | 'counters'
  | 'rules'
  | 'hall'
  | 'texts'
>;

/** The template: usual hours, one queue, two counters, everything that is handled on site. */
export const usualOffice = 'usual';
/** Nothing at all. */
export const emptyOffice = 'empty';

const officeHours: readonly OpeningSession[] = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, opens: '09:00', closes: '12:00' },
  { weekday, opens: '13:00', closes: '17:00' },
]);

/** Null: there is no such office to begin from. */
export function beginningFrom(records: CatalogueRecords, from: string, code: string): Beginning | null {
  if (from === emptyOffice) return nothing;
  if (from === usualOffice) return usual(records, code);
  const site = records.sites.find((one) => one.code === from);
  return site === undefined ? null : copyOf(site, code);
}

const nothing: Beginning = {
  kind: 'customs',
  timeZone: 'Asia/Shanghai',
  handling: false,
  sessions: [],
  makeUpWeekday: 1,
  queues: [],
  services: [],
  counters: [],
  rules: defaultBookingRules,
  hall: defaultHallPolicy,
};

function usual({ services }: CatalogueRecords, code: string): Beginning {
  const queue: Queue = {
    id: `${code}:A`,
    code: 'A',
    name: { 'zh-CN': '综合业务', en: 'General services' },
    precedence: 10,
    slotMinutes: 15,
    places: 2,
  };
  const counters: readonly Counter[] = [1, 2].map((number) => ({
    code: `${code}-${number}`,
    label: String(number),
    queues: [queue.id],
    sort: number * 10,
  }));
  const offered = services.filter(({ active }) => active);
  return {
    ...nothing,
    sessions: officeHours,
    queues: [queue],
    services: offered.map(({ code: service }) => ({ service, queue: queue.id, minutes: null })),
    counters,
  };
}

/** What another office asks for beside what every office does, for a new one. Nobody has confirmed it there. */
export function ownMaterialsFrom(
  { serviceMaterials }: CatalogueRecords,
  from: string,
  code: string,
): readonly ServiceMaterial[] {
  return serviceMaterials
    .filter(({ site, active }) => site === from && active)
    .map((line) => ({ ...line, site: code, verified: false }));
}

/** Words in which an office says its own name, address or telephone are that office's alone. */
function sharedTexts({ texts = [], name, address, telephone }: Site): readonly SiteText[] {
  const own = [name['zh-CN'], name.en, address?.['zh-CN'], address?.en, telephone].filter(Boolean);
  return texts.filter(({ subject, opening }) =>
    own.every((words) => !`${subject ?? ''} ${opening ?? ''}`.includes(words ?? '')),
  );
}

/** Everything that offices have alike. Closures, notices and whom the manager is told of alarms stay with the other one. */
function copyOf(site: Site, code: string): Beginning {
  const idOf = (queue: string): string => {
    const letter = site.queues.find(({ id }) => id === queue)?.code ?? '';
    return `${code}:${letter}`;
  };
  return {
    kind: site.kind,
    timeZone: site.timeZone,
    handling: site.handling,
    sessions: site.sessions,
    makeUpWeekday: site.makeUpWeekday,
    queues: site.queues.map((queue) => ({ ...queue, id: idOf(queue.id) })),
    services: site.services.map((line) => ({ ...line, queue: idOf(line.queue) })),
    counters: site.counters.map((counter) => ({
      ...counter,
      code: `${code}-${counter.label}`,
      queues: counter.queues.map(idOf),
    })),
    rules: site.rules,
    hall: { ...site.hall, alarmsTo: null },
    texts: sharedTexts(site),
  };
}
