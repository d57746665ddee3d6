import { z } from 'zod';
import type { Notice } from '../../domain/catalogue/catalogue.ts';
import { type CatalogueEdit, edited, wrong } from './catalogue-edit.ts';
import { siteNamed } from './edit-site.ts';
import { flag, optionalDate, rows, words } from './input-parts.ts';

const row = z.object({ text: words(120), first: optionalDate, last: optionalDate, remove: flag });
const schema = z.object({ notices: rows(['text.zh-CN', 'text.en', 'first', 'last'], row) });

/** The sentences on the displays of a site. */
export const editNotices: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'site.notices',
  schema,
  siteOf: (subject) => subject,
  read: (records, subject) => {
    if (siteNamed(records, subject) === undefined) return null;
    const own = records.notices.filter(({ site }) => site === subject);
    return {
      notices: Object.fromEntries(own.map(({ id, text, first, last }) => [id, { text, first, last }])),
    };
  },
  apply: (records, subject, input, { newId }) => {
    const own = new Set(records.notices.filter(({ site }) => site === subject).map(({ id }) => id));
    for (const [key, { first, last, remove }] of Object.entries(input.notices))
      if (!remove && first !== null && last !== null && last < first)
        return wrong(`notices.${key}.last`, 'ends_before_it_begins');
    const notices = Object.entries(input.notices).flatMap(([key, { text, first, last, remove }]): Notice[] =>
      remove || (!own.has(key) && !key.startsWith('new'))
        ? []
        : [{ id: own.has(key) ? key : newId(), site: subject, text, first, last }],
    );
    const others = records.notices.filter(({ site }) => site !== subject);
    return edited({ ...records, notices: [...others, ...notices] });
  },
};
