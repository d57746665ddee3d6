import type { MissedPenalty } from '../booking/missed-visits.ts';
import type { Site } from '../catalogue/site.ts';
import type { Parameters } from './message.ts';

/** What a message says of the rule about missed visits, and of what this one means. */
export function missedParameters({
  site,
  missed: penalty,
}: {
  readonly site: Pick<Site, 'rules'>;
  readonly missed?: MissedPenalty;
}): Parameters {
  const { missedLimit, missedWindowDays, missedBlockDays } = site.rules;
  return [
    ['limit', String(missedLimit)],
    ['window', String(missedWindowDays)],
    ['block', String(missedLimit < 1 ? 0 : missedBlockDays)],
    ['blocked_until', penalty?.blockedUntil ?? ''],
  ];
}
