import { z } from 'zod';
import type { Queue } from '../../domain/catalogue/site.ts';
import { type CatalogueEdit, edited, type FieldProblem, problem, withChanged } from './catalogue-edit.ts';
import { siteNamed } from './edit-site.ts';
import { flag, optionalText, optionalWhole, rows, whole, words } from './input-parts.ts';

const row = z.object({
  code: optionalText(1),
  name: words(60),
  slotMinutes: whole(5, 240),
  places: whole(0, 50),
  precedence: optionalWhole(0, 100).optional(),
  remove: flag,
});
const schema = z.object({
  queues: rows(['code', 'name.zh-CN', 'name.en', 'slotMinutes', 'places', 'precedence'], row),
});

/** After all others, so that visits of several queues go where they went before. */
function lowest(queues: readonly Queue[]): number {
  return queues.length === 0 ? 10 : Math.max(0, Math.min(...queues.map(({ precedence }) => precedence)) - 1);
}

/** The queues of a site: names, slots, places, precedence. The letter of a queue stays what it is, because tickets bear it. */
export const editQueues: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'site.queues',
  schema,
  siteOf: (subject) => subject,
  read: (records, subject) => {
    const site = siteNamed(records, subject);
    if (site === undefined) return null;
    const shown = ({ code, name, slotMinutes, places, precedence }: Queue) => {
      return { code, name, slotMinutes, places, precedence };
    };
    return { queues: Object.fromEntries(site.queues.map((queue) => [queue.id, shown(queue)])) };
  },
  apply: (records, subject, input) => {
    const site = siteNamed(records, subject);
    const problems: FieldProblem[] = [];
    const queues: Queue[] = [];
    for (const [key, { remove, code: letter, precedence, ...rest }] of Object.entries(input.queues)) {
      const known = site?.queues.find(({ id }) => id === key);
      if (known === undefined && !key.startsWith('new')) continue;
      if (remove) {
        if (site?.services.some((line) => line.queue === key))
          problems.push(problem(`queues.${key}.remove`, 'in_use'));
        continue;
      }
      const code = known?.code ?? letter?.toUpperCase() ?? '';
      if (!/^[A-Z]$/.test(code)) problems.push(problem(`queues.${key}.code`, 'wrong_format'));
      else if (queues.some((queue) => queue.code === code))
        problems.push(problem(`queues.${key}.code`, 'twice'));
      else
        queues.push({
          ...known,
          ...rest,
          code,
          precedence: precedence ?? known?.precedence ?? lowest(site?.queues ?? []),
          id: known?.id ?? `${subject}:${code}`,
        });
    }
    if (problems.length > 0) return { ok: false, problems };
    const kept = new Set(queues.map(({ id }) => id));
    return edited({
      ...records,
      sites: withChanged(records.sites, subject, (one) => ({
        ...one,
        queues,
        ...(one.partClosures === undefined
          ? {}
          : {
              partClosures: one.partClosures.filter(({ part }) => !('queue' in part) || kept.has(part.queue)),
            }),
        counters: one.counters.map((counter) => ({
          ...counter,
          queues: counter.queues.filter((id) => kept.has(id)),
        })),
      })),
    });
  },
};
