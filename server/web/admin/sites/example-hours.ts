import type { Site } from '../../../domain/catalogue/site.ts';

/** Times that examples speak of: when a site usually opens, and the hour in which it usually closes. A site without hours has those of most. */
export function exampleHours({ sessions }: Pick<Site, 'sessions'>): {
  readonly early: string;
  readonly late: string;
} {
  const [first] = [...sessions].sort((a, b) => a.weekday - b.weekday || a.opens.localeCompare(b.opens));
  const closes = sessions.filter(({ weekday }) => weekday === first?.weekday).map((one) => one.closes);
  const last = closes.sort().at(-1);
  return { early: first?.opens ?? '09:00', late: last === undefined ? '16:00' : `${last.slice(0, 2)}:00` };
}
