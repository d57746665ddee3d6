import type { AlarmKind } from '../../../../domain/queue/floor/alarms.ts';
import type { DayReplay, ReplayAlarm } from '../../../../domain/queue/replay/day-replay.ts';
import type { ReplayWords } from '../../../../domain/queue/replay/moment-lines.ts';
import type { ReplayPlace } from './replay-place.ts';

type Told = Pick<ReplayPlace, 'page' | 'site'>;

/** What is said of the moments of a day; the script fills in what is left open. */
export function replayWords(replay: DayReplay, { page, site }: Told): ReplayWords {
  const { t, locale } = page;
  const names = new Map(site.queues.map(({ id, code, name }) => [id, `${code} ${name[locale]}`]));
  const counters = replay.counters.map(({ label }) => t('day.timeline.counter', { label }));
  const queues = replay.queues.map(({ id }) => names.get(id) ?? t('replay.queueGone'));
  const open = (name: string): string => `{${name}}`;
  return {
    counters,
    queues,
    alarms: replay.alarms.map((alarm) => alarmText(alarm, replay, { page, site })),
    states: {
      closed: t('replay.state.closed'),
      paused: t('replay.state.paused'),
      free: t('replay.state.free'),
      called: t('floor.state.called'),
      serving: t('floor.state.serving'),
    },
    hall: { open: '', paused: t('replay.hall.paused'), closed: t('replay.hall.closed') },
    minutes: t('replay.minutes', { count: open('count') }),
    lessThanAMinute: t('replay.lessThanAMinute'),
    more: t('replay.more', { count: open('count') }),
    nobody: t('floor.queue.nobody'),
    noAlarms: t('replay.noAlarms'),
    said: t('replay.said', {
      ...{ time: open('time'), waiting: open('waiting') },
      ...{ longest: open('longest'), served: open('served') },
    }),
  };
}

const keys = {
  help: 'replay.alarm.help',
  left_behind: 'replay.alarm.other',
  unserved_queue: 'replay.alarm.unserved',
  long_wait: 'replay.alarm.longWait',
  long_service: 'replay.alarm.longService',
  forgotten: 'replay.alarm.forgotten',
  silent_screen: 'replay.alarm.other',
  conflicts: 'replay.alarm.other',
} as const satisfies Readonly<Record<AlarmKind, string>>;

function alarmText(
  { kind, queue, counter, ticket }: ReplayAlarm,
  replay: DayReplay,
  { page, site }: Told,
): string {
  const id = replay.queues[queue]?.id;
  return page.t(keys[kind], {
    queue: site.queues.find((one) => one.id === id)?.name[page.locale] ?? page.t('replay.queueGone'),
    label: replay.counters[counter]?.label ?? '',
    number: replay.tickets[ticket] ?? '',
    target: site.hall.calledWithin,
  });
}
