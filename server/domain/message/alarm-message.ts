import type { Site } from '../catalogue/site.ts';
import type { Locale } from '../catalogue/words.ts';
import type { AlarmSentence } from '../queue/floor/alarm-sentence.ts';
import type { Hop, Message, Parameters } from './message.ts';
import { ofNoVisit } from './of-no-visit.ts';
import { parameter } from './visit-snapshot.ts';

/** The language in which a site's staff are written to: that of its announcements, Chinese where there are two. */
export function dutyLocale({ hall }: Site): Locale {
  return hall.speech.language === 'en' ? 'en' : 'zh-CN';
}

interface AlarmTo {
  readonly site: Site;
  /** epoch ms: when it began, or the day that is to come */
  readonly since: number;
  readonly to: readonly string[];
  /** the robot of the managers' WeCom group tells of it, too */
  readonly robot?: boolean;
  /** left out: of the floor */
  readonly template?: 'floor_alarm' | 'staffing_short';
}

/** To everybody on duty at a site. No visit, so nothing of any person. */
export function alarmMessages(
  { words, facts }: AlarmSentence,
  { site, since, to, robot = false, template = 'floor_alarm' }: AlarmTo,
): readonly Message[] {
  const parameters: Parameters = [
    ...ofNoVisit(site.code, since),
    ['alarm', words],
    ['facts', JSON.stringify(facts)],
    ['since', String(since)],
  ];
  const ways: readonly Hop[] = [
    ...to.map((recipient): Hop => ({ channel: 'mail', recipient })),
    // a group is nobody's address
    ...(robot ? [{ channel: 'wecom', recipient: '' } as const] : []),
  ];
  return ways.map((way) => ({
    ...way,
    template,
    locale: dutyLocale(site),
    parameters,
    booking: null,
    site: site.code,
    sequence: 0,
    notBefore: null,
  }));
}

/** Reads what `alarmMessages` wrote; null: the message tells of no alarm. */
export function sentenceOf(parameters: Parameters): AlarmSentence | null {
  const words = parameter(parameters, 'alarm');
  const facts = parameter(parameters, 'facts');
  if (!words || facts === null) return null;
  return { words: words as AlarmSentence['words'], facts: JSON.parse(facts) as AlarmSentence['facts'] };
}
