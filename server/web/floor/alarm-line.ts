import type { Site } from '../../domain/catalogue/site.ts';
import { alarmSentence, labelOf } from '../../domain/queue/floor/alarm-sentence.ts';
import { type Alarm, type AlarmKind, alarmSubject } from '../../domain/queue/floor/alarms.ts';
import { type KnownAlarm, wasTold } from '../../domain/queue/floor/alarms-to-tell.ts';
import type { Floor, FloorCounter } from '../../domain/queue/floor/floor.ts';
import type { Ticket } from '../../domain/queue/hall/ticket.ts';
import type { PageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import type { FloorAct } from './floor-acts.ts';

/** A button that solves it, or the page where it is solved. */
export type ActView =
  | {
      readonly label: string;
      readonly act: FloorAct;
      readonly fields: Readonly<Partial<Record<'counter' | 'ticket' | 'queue' | 'alarm', string>>>;
    }
  | { readonly label: string; readonly href: string };

/** The button of an act, a form of its own: `partials/floor/act.ejs`. */
export interface ActButton {
  readonly site: string;
  /** token of the form, against double presses */
  readonly form: string;
  readonly act: ActView;
}

export interface AlarmLine {
  readonly kind: AlarmKind;
  readonly text: string;
  /** epoch ms, for a clock; null: nothing to count from */
  readonly since: number | null;
  /** when the manager on duty was told of it lately, epoch ms; null: not lately */
  readonly toldAt: number | null;
  readonly acts: readonly ActView[];
}

type Translated = Pick<PageContext, 't' | 'locale'>;

/** How many counters are offered for one queue. */
const offered = 3;

/** What an alarm says to whoever looks after the floor, and what solves it. */
export function alarmLine(
  alarm: Alarm,
  {
    floor,
    site,
    known,
    now,
    closed,
  }: {
    readonly floor: Floor;
    readonly site: Site;
    readonly known: KnownAlarm | undefined;
    readonly now: number;
    /** the hall has closed: whoever is left may be told that the day has ended */
    readonly closed: boolean;
  },
  page: Translated,
): AlarmLine {
  const { words, facts } = alarmSentence(alarm, site, page.locale);
  const toldAt = wasTold(known, now) ? (known?.toldAt ?? null) : null;
  const end = closed && alarm.kind === 'unserved_queue' ? [toTheEnd(site, page)] : [];
  const acts = [...end, ...actsFor(alarm, floor, site, page)];
  const message: ActView = {
    label: page.t('floor.act.message'),
    act: 'message',
    fields: { alarm: alarmSubject(alarm) },
  };
  return {
    kind: alarm.kind,
    text: page.t(`floor.alarm.${words}`, facts),
    since: 'since' in alarm ? alarm.since : null,
    toldAt,
    acts: toldAt === null ? [...acts, message] : acts,
  };
}

function actsFor(alarm: Alarm, floor: Floor, site: Site, page: Translated): readonly ActView[] {
  const { t } = page;
  switch (alarm.kind) {
    case 'help':
      return [
        { label: t('floor.act.endHelp'), act: 'end-help', fields: { counter: alarm.counter } },
        toTheConsole(alarm.counter, site, page),
      ];
    case 'left_behind':
      return alarm.ticket === null
        ? [
            { label: t('floor.act.close'), act: 'close', fields: { counter: alarm.counter } },
            toTheConsole(alarm.counter, site, page),
          ]
        : [...endsOf(alarm.counter, alarm.ticket, page), toTheConsole(alarm.counter, site, page)];
    case 'unserved_queue':
    case 'long_wait':
      return countersFor(alarm.queue, alarm.oldest, floor, page);
    case 'long_service':
    case 'forgotten':
      return [...endsOf(alarm.counter, alarm.ticket, page), toTheConsole(alarm.counter, site, page)];
    case 'silent_screen':
      return [{ label: t('floor.act.devices'), href: paths.staff.devices() }];
    case 'conflicts':
      return [{ label: t('floor.act.conflicts'), href: paths.admin.act('sites', site.code, 'conflicts') }];
  }
}

function toTheEnd({ code }: Site, { t }: Translated): ActView {
  return { label: t('day.end.button'), href: withQuery(paths.admin.section('day'), { site: code }) };
}

function toTheConsole(counter: string, site: Site, { t }: Translated): ActView {
  return {
    label: t('floor.act.console', { label: labelOf(counter, site) }),
    href: paths.counter.console(counter),
  };
}

/** Somebody who was only called did come, or did not; somebody who is served is done. */
function endsOf(counter: string, { id, state }: Ticket, { t }: Translated): readonly ActView[] {
  const fields = { counter, ticket: id };
  return state === 'called'
    ? [
        { label: t('floor.act.recall'), act: 'recall', fields },
        { label: t('floor.act.missed'), act: 'missed', fields },
        { label: t('floor.act.served'), act: 'finish', fields },
      ]
    : [{ label: t('floor.act.finish'), act: 'finish', fields }];
}

/** Counters that could call whoever waits: those that rest open first, then those that would serve one queue more. */
function countersFor(
  queue: string,
  oldest: Ticket,
  { counters }: Floor,
  { t }: Translated,
): readonly ActView[] {
  const fits = ({ counter }: FloorCounter): boolean =>
    counter.queues.includes(queue) && (oldest.reservedFor === null || oldest.reservedFor === counter.code);
  const rest = counters.filter((each) => fits(each) && each.state.state !== 'open');
  const more = counters.filter(
    ({ counter, state }) =>
      oldest.reservedFor === null && !counter.queues.includes(queue) && state.state === 'open',
  );
  return [
    ...rest.slice(0, offered).map(({ counter: { code, label }, state }): ActView => {
      const act = state.state === 'paused' ? 'resume' : 'open';
      return { label: t(`floor.act.${act}`, { label }), act, fields: { counter: code } };
    }),
    ...more.slice(0, offered).map(
      ({ counter: { code, label } }): ActView => ({
        label: t('floor.act.serve', { label }),
        act: 'serve',
        fields: { counter: code, queue },
      }),
    ),
  ];
}
