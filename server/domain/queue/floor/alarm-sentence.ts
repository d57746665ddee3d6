import type { Site } from '../../catalogue/site.ts';
import type { Locale } from '../../catalogue/words.ts';
import type { Alarm } from './alarms.ts';

/** Words under `floor.alarm`, and what they are filled with: nothing of a visitor but the number that every board shows. */
export interface AlarmSentence {
  readonly words: AlarmWords;
  readonly facts: Readonly<Record<string, string | number>>;
}

export type AlarmWords =
  | 'help'
  | 'leftOpen'
  | 'leftBehind'
  | 'unserved'
  | 'longWait'
  | 'longService'
  | 'notGoneOn'
  | 'notFinished'
  | 'silent'
  | 'conflicts'
  /** of a day that comes, on which the planned counters will not do */
  | 'staffingWaits'
  | 'staffingLeft'
  | 'staffingBoth'
  /** `count` others that are not told one by one */
  | 'more';

/** What an alarm says. */
export function alarmSentence(alarm: Alarm, site: Site, locale: Locale): AlarmSentence {
  switch (alarm.kind) {
    case 'help':
      return { words: 'help', facts: { label: labelOf(alarm.counter, site) } };
    case 'left_behind': {
      const label = labelOf(alarm.counter, site);
      return alarm.ticket === null
        ? { words: 'leftOpen', facts: { label } }
        : { words: 'leftBehind', facts: { label, number: alarm.ticket.number } };
    }
    case 'unserved_queue':
    case 'long_wait': {
      const queue = site.queues.find(({ id }) => id === alarm.queue)?.name[locale] ?? alarm.queue;
      const count = alarm.waiting;
      if (alarm.kind === 'unserved_queue') return { words: 'unserved', facts: { queue, count } };
      const { oldest, targetMinutes: target } = alarm;
      return { words: 'longWait', facts: { queue, count, number: oldest.number, target } };
    }
    case 'long_service': {
      const usual = Math.round(alarm.usualMinutes);
      return {
        words: 'longService',
        facts: { label: labelOf(alarm.counter, site), number: alarm.ticket.number, usual },
      };
    }
    case 'forgotten':
      return {
        words: alarm.ticket.state === 'called' ? 'notGoneOn' : 'notFinished',
        facts: { label: labelOf(alarm.counter, site), number: alarm.ticket.number },
      };
    case 'silent_screen':
      return { words: 'silent', facts: { name: alarm.name } };
    case 'conflicts':
      return { words: 'conflicts', facts: { count: alarm.count } };
  }
}

export function labelOf(counter: string, site: Site): string {
  return site.counters.find(({ code }) => code === counter)?.label ?? counter;
}
