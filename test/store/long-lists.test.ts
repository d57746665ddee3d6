import assert from 'node:assert/strict';
import type { Cursor } from '../../server/domain/cursor.ts';
import type { Database } from '../../server/store/database.ts';
import { countedUpTo } from '../../server/store/large-list.ts';
import { searchOutbox } from '../../server/store/message/outbox-query.ts';
import { auditActions, otherActors, searchAudit } from '../../server/store/staff/audit-query.ts';
import { onEveryEngine } from '../support/engines.ts';

const many = countedUpTo + 120;
const perPage = 50;
const numbers = `with recursive n(k) as (select 1 union all select k + 1 from n where k < ${many})`;
const everything = { actors: null, action: '', subject: '', from: null, to: null };

/** A few lines share each instant. */
async function fill({ writer, engine }: Database): Promise<void> {
  await writer.raw(
    `insert into audit (id, at, actor, action, subject, result)
     ${numbers} select 'a' || k, 1000 + k / 3, case k % 2 when 0 then 'system' else 'staff:s1' end,
       case when k <= 40 then 'key.create' else 'booking.read' end, 'x' || k, 'done' from n`,
  );
  await writer.raw(
    `insert into outbox (id, site, template, channel, recipient, locale, parameters, state, attempts, created_at, due_at, next_attempt_at)
     ${numbers} select 'm' || k, case k % 2 when 0 then 'BJ-TSY' else 'BJ-ZGC' end, 'confirmed', 'mail', 'a@b.cn', 'zh-CN', '[]',
       case when k <= 30 then 'dead' else 'sent' end, 1, 1000 + k / 3, 0, 0 from n`,
  );
  await writer.raw(engine === 'postgres' ? 'analyze audit' : 'analyze');
}

onEveryEngine('a long list of the office', (open) => {
  before(async function () {
    this.timeout(60_000);
    await fill(open());
  });

  const walk = async (
    page: (cursor: Cursor | null) => Promise<{ readonly ids: readonly string[]; readonly after: boolean }>,
  ): Promise<readonly string[]> => {
    const seen: string[] = [];
    for (let cursor: Cursor | null = null; ; ) {
      const { ids, after } = await page(cursor);
      seen.push(...ids);
      if (!after) return seen;
      cursor = { side: 'after', id: ids.at(-1) ?? '' };
    }
  };

  it('of the audit is walked from line to line, each once, the newest first, and back again', async () => {
    const page = async (cursor: Cursor | null) => {
      const { lines, long } = await searchAudit(open(), everything, { page: 1, perPage, cursor });
      return { ids: lines.map(({ id }) => id), after: long?.after ?? false, before: long?.before ?? false };
    };
    const seen = await walk(page);
    assert.equal(seen.length, many);
    assert.equal(new Set(seen).size, many);
    assert.equal(seen[0], `a${many}`);
    const third = await page({ side: 'after', id: seen[99] ?? '' });
    assert.deepEqual(third.ids, seen.slice(100, 150));
    const second = await page({ side: 'before', id: third.ids[0] ?? '' });
    assert.deepEqual([second.ids, second.before, second.after], [seen.slice(50, 100), true, true]);
    const first = await page({ side: 'before', id: second.ids[0] ?? '' });
    assert.deepEqual([first.ids, first.before], [seen.slice(0, 50), false]);
  });

  it('says about how long it is, and reads no more than a page of it', async () => {
    const database = open();
    let rows = 0;
    const note = (answer: unknown) => {
      rows += Array.isArray(answer) ? answer.length : 0;
    };
    database.reader.on('query-response', note);
    const { lines, long } = await searchAudit(database, everything, { page: 1, perPage, cursor: null });
    database.reader.off('query-response', note);
    assert.equal(lines.length, perPage);
    assert.equal(long?.about, 10_000);
    assert.ok(rows < perPage + 10, `${rows}`);
  });

  it('that is narrowed to few is counted and has pages again', async () => {
    const narrowed = { ...everything, action: 'key.create' };
    const found = await searchAudit(open(), narrowed, { page: 1, perPage, cursor: null });
    assert.deepEqual([found.total, found.long, found.lines.length], [40, null, 40]);
  });

  it('of messages is walked by state, too, and a line that is no more leads to its beginning', async () => {
    const wanted = { state: 'sent', text: '', sites: [], page: 1, perPage } as const;
    const page = async (cursor: Cursor | null) => {
      const { messages, long } = await searchOutbox(open(), { ...wanted, cursor });
      return { ids: messages.map(({ id }) => id), after: long?.after ?? false };
    };
    const seen = await walk(page);
    assert.equal(new Set(seen).size, many - 30);
    assert.equal(seen.length, many - 30);
    assert.deepEqual((await page({ side: 'after', id: 'gone' })).ids, seen.slice(0, perPage));
    const dead = await searchOutbox(open(), { ...wanted, state: 'dead' });
    assert.deepEqual([dead.total, dead.long], [30, undefined]);
  });

  it('offers what occurs in it, found by jumps from each value to the next', async () => {
    assert.deepEqual(await auditActions(open().reader), ['booking.read', 'key.create']);
    assert.deepEqual(await otherActors(open().reader), [{ kind: 'system' }]);
  });
});
