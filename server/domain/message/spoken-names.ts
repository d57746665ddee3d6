/** What can be said of every visit. */
export const namesOfEveryVisit = [
  'contact',
  'enterprise',
  'site',
  'address',
  'telephone',
  'when',
  'day',
  'time',
  'services',
  'reference',
] as const;

/** What a message can say of its visit, by name and in this order: what words, SMS templates and webhooks are filled with. */
export const spokenNames = [
  ...namesOfEveryVisit,
  'from',
  'reason',
  'material',
  'note',
  'number',
  'ahead',
  'limit',
  'window',
  'block',
  'until',
  'alarm',
  'since',
  'deadline',
  'times',
  'first',
  'last',
  'expires',
  'days',
  'code',
  'counter',
  'lines',
  'head',
  'account',
  'device',
  'origin',
] as const;
export type SpokenName = (typeof spokenNames)[number];

export function isSpokenName(name: string): name is SpokenName {
  return (spokenNames as readonly string[]).includes(name);
}
