import { searchOutbox } from '../../../server/store/message/outbox-query.ts';
import { auditActions, searchAudit } from '../../../server/store/staff/audit-query.ts';
import { onDatabase } from '../../support/bare-system.ts';
import { freshDatabase } from '../../support/engines.ts';
import { setClock } from '../../support/hall-system.ts';
import { alternate, timed } from '../measure.ts';
import { clockStart, type Office } from '../office.ts';
import type { Row } from '../row.ts';

type Lists = ReturnType<typeof onDatabase>['system']['database'];

/** The audit and the outbox with so many lines each, of a thousand sites. */
async function filled(office: Office, lines: number): Promise<Lists> {
  const fresh = await freshDatabase('sqlite');
  office.atEnd(fresh.discard);
  const bare = onDatabase(fresh.url, setClock(clockStart));
  office.atEnd(() => bare.close());
  const { writer } = bare.system.database;
  const numbers = `with recursive n(k) as (select 1 union all select k + 1 from n where k < ${lines})`;
  await writer.raw('pragma synchronous = off');
  await writer.raw(
    `insert into audit (id, at, actor, action, subject, result)
     ${numbers} select 'a' || k, k * 1000, 'staff:' || (k % 300), 'action.' || (k % 80), 'x' || k, 'done' from n`,
  );
  await writer.raw(
    `insert into outbox (id, site, template, channel, recipient, locale, parameters, state, attempts, created_at, due_at, next_attempt_at)
     ${numbers} select 'm' || k, 'S' || (k % 1000), 'confirmed', 'mail', 'a@b.cn', 'zh-CN', '[]', 'sent', 1, k * 1000, 0, 0 from n`,
  );
  return bare.system.database;
}

/** What a page of each asks, at its beginning and in its middle; of the outbox also as a manager of twenty sites sees it. */
async function look(database: Lists, middle: number): Promise<void> {
  const all = { actors: null, action: '', subject: '', from: null, to: null };
  const page = { page: 1, perPage: 50 };
  const twenty = Array.from({ length: 20 }, (_, number) => `S${number}`);
  await auditActions(database.reader);
  for (const id of [null, middle]) {
    const cursor = (letter: string) =>
      id === null ? null : ({ side: 'after', id: `${letter}${id}` } as const);
    await searchAudit(database, all, { ...page, cursor: cursor('a') });
    await searchOutbox(database, { ...page, state: 'sent', text: '', sites: [], cursor: cursor('m') });
    await searchOutbox(database, { ...page, state: null, text: '', sites: twenty, cursor: cursor('m') });
  }
}

export const officeLists: Row = {
  id: 'office-lists',
  ours: 'seven looks at audit and outbox of 1,000,000 lines each',
  against: 'the same of 10,000',
  target: { atMost: 2 },
  async run(office) {
    const lines = office.pick(1_000_000, 200_000);
    const many = await filled(office, lines);
    const few = await filled(office, 10_000);
    const sides = {
      ours: () => timed(() => look(many, lines / 2)),
      bare: () => timed(() => look(few, 5000)),
    };
    for (const side of [sides.ours, sides.bare]) await side();
    const measured = await alternate(office.pick(12, 4), 'ms', sides);
    const note = 'not measured: part of a text, which reads until it has a page, and the bookings of any day';
    return { ...measured, note: office.quick ? `${note}; 200,000 lines in a quick run` : note };
  },
};
