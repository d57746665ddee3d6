import { instantWriter } from '../../domain/calendar/site-instant.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { ApiRefusal } from './problem.ts';

/** A refusal whose instants (epoch ms, named …At) are written as answers write them. */
export function wireRefusal(refusal: ApiRefusal, site: Site | undefined): ApiRefusal {
  if (refusal.details === undefined) return refusal;
  const write = instantWriter(site?.timeZone ?? 'Asia/Shanghai');
  const details = Object.entries(refusal.details).map(([name, value]) => {
    return [name, typeof value === 'number' && name.endsWith('At') ? write(value) : value] as const;
  });
  return { ...refusal, details: Object.fromEntries(details) };
}
