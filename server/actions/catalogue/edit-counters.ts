import { z } from 'zod';
import type { Counter } from '../../domain/catalogue/site.ts';
import { type CatalogueEdit, edited, type FieldProblem, problem, withChanged } from './catalogue-edit.ts';
import { siteNamed } from './edit-site.ts';
import { choices, flag, optionalText, rows } from './input-parts.ts';

const row = z.object({ label: optionalText(4), queues: choices, remove: flag });
const schema = z.object({ counters: rows(['label', 'queues'], row) });

/** The counters of a site and the queues that each serves, the most wanted first. */
export const editCounters: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'site.counters',
  schema,
  siteOf: (subject) => subject,
  read: (records, subject) => {
    const site = siteNamed(records, subject);
    if (site === undefined) return null;
    return {
      counters: Object.fromEntries(site.counters.map(({ code, label, queues }) => [code, { label, queues }])),
    };
  },
  apply: (records, subject, input) => {
    const site = siteNamed(records, subject);
    const queues = new Set(site?.queues.map(({ id }) => id));
    const problems: FieldProblem[] = [];
    const counters: Counter[] = [];
    for (const [key, given] of Object.entries(input.counters)) {
      const known = site?.counters.find(({ code }) => code === key);
      if ((known === undefined && !key.startsWith('new')) || given.remove) continue;
      const label = given.label?.toUpperCase() ?? '';
      const field = `counters.${key}.label`;
      if (label === '') problems.push(problem(field, 'required'));
      else if (!/^[A-Z0-9]{1,4}$/.test(label)) problems.push(problem(field, 'wrong_format'));
      else if (counters.some((counter) => counter.label === label)) problems.push(problem(field, 'twice'));
      else if (known === undefined && queues.size > 0 && given.queues.length === 0)
        problems.push(problem(`counters.${key}.queues`, 'required'));
      else {
        // what it served first stays first
        const before = known?.queues ?? [];
        const chosen = given.queues.filter((id) => queues.has(id));
        const order = [
          ...before.filter((id) => chosen.includes(id)),
          ...chosen.filter((id) => !before.includes(id)),
        ];
        const code =
          known?.code ??
          freeCode(
            `${subject}-${label}`,
            records.sites.flatMap((one) => one.counters),
          );
        counters.push({ code, label, queues: order, sort: (counters.length + 1) * 10 });
      }
    }
    if (problems.length > 0) return { ok: false, problems };
    return edited({
      ...records,
      sites: withChanged(records.sites, subject, (one) => ({ ...one, counters })),
    });
  },
};

/** A counter that got another label has kept its code. */
function freeCode(wanted: string, taken: readonly Counter[]): string {
  let code = wanted;
  for (let number = 2; taken.some((counter) => counter.code === code); number += 1)
    code = `${wanted}-${number}`;
  return code;
}
