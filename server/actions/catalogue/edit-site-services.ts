import { z } from 'zod';
import type { SiteService } from '../../domain/catalogue/site.ts';
import { type CatalogueEdit, edited, type FieldProblem, problem, withChanged } from './catalogue-edit.ts';
import { siteNamed } from './edit-site.ts';
import { flag, optionalText, optionalWhole } from './input-parts.ts';

const row = z.object({ offered: flag, queue: optionalText(60), minutes: optionalWhole(1, 480) });
const schema = z.object({ services: z.record(z.string(), row) });

/** Which services a site handles, in which queue and how long each takes there. */
export const editSiteServices: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'site.services',
  schema,
  siteOf: (subject) => subject,
  read: (records, subject) => {
    const site = siteNamed(records, subject);
    if (site === undefined) return null;
    return {
      services: Object.fromEntries(
        records.services.map(({ code }) => {
          const line = site.services.find(({ service }) => service === code);
          const { queue = null, minutes = null } = line ?? {};
          return [code, { offered: line !== undefined, queue, minutes }];
        }),
      ),
    };
  },
  apply: (records, subject, input) => {
    const site = siteNamed(records, subject);
    const problems: FieldProblem[] = [];
    const services: SiteService[] = [];
    for (const { code } of records.services) {
      const given = input.services[code];
      if (given === undefined || !given.offered) continue;
      const { queue, minutes } = given;
      if (queue === null) problems.push(problem(`services.${code}.queue`, 'required'));
      else if (!site?.queues.some(({ id }) => id === queue))
        problems.push(problem(`services.${code}.queue`, 'not_allowed'));
      else services.push({ service: code, queue, minutes });
    }
    if (problems.length > 0) return { ok: false, problems };
    return edited({
      ...records,
      sites: withChanged(records.sites, subject, (one) => ({ ...one, services })),
    });
  },
};
