import assert from 'node:assert/strict';
import { examineChain, findHead } from '../../../server/store/staff/audit-chain-query.ts';
import { sealSome, takeEnded } from '../../../server/store/staff/audit-chain-store.ts';
import { forgetAudit } from '../../../server/store/staff/forget-audit.ts';
import { onEveryEngine } from '../../support/engines.ts';
import { setClock } from '../../support/hall-system.ts';
import { there } from '../../support/there.ts';
import { day, hour, line, monday, tampering, unguarded } from './tampering.ts';

onEveryEngine('the chain of the audit', (open, engine) => {
  const clock = setClock(monday);
  /** As the job does, some at a time until none is left. */
  const seal = async (): Promise<number> => {
    let sealed = 0;
    for (;;) {
      const some = await open().writer.transaction((transaction) =>
        sealSome(transaction, engine, clock.now()),
      );
      if (some === 0) return sealed;
      sealed += some;
    }
  };
  const examine = () => examineChain(open().writer, engine, clock.now());

  /** Three days of ten lines each, sealed as they came. */
  beforeEach(async () => {
    const { writer } = open();
    await unguarded(open(), async (connection) => {
      for (const table of ['audit_link', 'audit_day', 'audit']) await connection(table).delete();
    });
    for (let d = 0; d < 3; d++) {
      for (let k = 0; k < 10; k++)
        await writer('audit').insert(line(`d${d}-${k}`, monday + d * day + (k * hour) / 2));
      clock.set(monday + d * day + 6 * hour);
      await seal();
    }
  });

  it('has a link for each line, gapless in the order of time, day by day, and is found whole', async () => {
    const links = await open().writer('audit_link').orderBy(['day', 'position']);
    assert.deepEqual(
      links.map(({ day: date, position, audit }) => [date, position, audit]),
      [0, 1, 2].flatMap((d) =>
        Array.from({ length: 10 }, (_, k) => [`2020-03-0${2 + d}`, k + 1, `d${d}-${k}`]),
      ),
    );
    assert.equal(new Set(links.map(({ hash }) => hash)).size, 30);
    const { fault, days, rows, last } = await examine();
    assert.deepEqual([fault, days, rows, last?.day], [null, 3, 30, '2020-03-04']);
    assert.equal(last?.head, links.at(-1)?.hash);
  });

  it('does not fork when several processes seal at once, and loses no line', async () => {
    const rows = Array.from({ length: 2500 }, (_, k) =>
      line(`many-${String(k).padStart(4, '0')}`, clock.now() + k),
    );
    for (let from = 0; from < rows.length; from += 100)
      await open()
        .writer('audit')
        .insert(rows.slice(from, from + 100));
    clock.advance(hour);
    const sealed = await Promise.all([seal(), seal(), seal()]);
    assert.equal(
      sealed.reduce((sum, one) => sum + one),
      2500,
    );
    const { fault, rows: found } = await examine();
    assert.deepEqual([fault, found], [null, 2530]);
  });

  it('goes on where a line of the evening comes after the first of the next day, or a commit ended late', async () => {
    const { writer } = open();
    await writer('audit').insert(line('next', clock.now() + 5 * 60_000));
    clock.advance(6 * 60_000);
    await seal();
    await writer('audit').insert(line('late', clock.now() - 4 * 60_000));
    assert.equal(await seal(), 1);
    assert.equal((await examine()).fault, null);
  });

  for (const [how, kind, audit, tamper] of tampering)
    it(`is found broken by ${how}${audit === null ? '' : ', and which line is'}, also after more was sealed`, async () => {
      await unguarded(open(), tamper);
      const { fault } = await examine();
      assert.deepEqual([fault?.kind, fault?.audit], [kind, audit]);
      clock.advance(day);
      await open().writer('audit').insert(line('after', clock.now()));
      await seal();
      assert.deepEqual((await examine()).fault, fault);
    });

  it('is found broken by a day that was sealed anew over changed lines, because the next day rests on it as it was', async () => {
    await unguarded(open(), async (c) => {
      await c('audit').where({ id: 'd1-4' }).update({ subject: 'other' });
      await c('audit_link').where({ day: '2020-03-03' }).delete();
      const next = await c('audit_day').where({ day: '2020-03-04' }).first();
      await c('audit_link').where({ day: '2020-03-04' }).delete();
      await c('audit_day').whereIn('day', ['2020-03-03', '2020-03-04']).delete();
      await seal();
      // the forger cannot seal what stands: lines that are so old are nobody's
      assert.equal((await c('audit_day').where({ day: '2020-03-03' })).length, 1);
      await c('audit_day').where({ day: '2020-03-04' }).update(there(next));
    });
    const { fault } = await examine();
    assert.equal(fault?.day, '2020-03-04');
  });

  it('loses whole days to retention and keeps their heads, and what is left is found whole', async () => {
    const before = await open().writer('audit_day').orderBy('day').select('day', 'rows', 'head');
    const gone = await forgetAudit(open().writer, engine, monday + day + 3 * hour);
    assert.equal(gone, 10, 'the day that has begun before the instant stays whole');
    assert.deepEqual(await open().writer('audit_day').orderBy('day').select('day', 'rows', 'head'), before);
    const { fault, rows, days } = await examine();
    assert.deepEqual([fault, rows, days], [null, 20, 3]);
    await forgetAudit(open().writer, engine, monday + 30 * day);
    assert.deepEqual([(await examine()).fault, (await examine()).rows], [null, 0]);
    await open().writer('audit').insert(line('on', clock.now()));
    await seal();
    assert.equal((await examine()).fault, null);
  });

  it('tells how a day ended once, when it is over, and finds that again as long as nothing was changed', async () => {
    const { writer } = open();
    const ended = () => writer.transaction((transaction) => takeEnded(transaction, engine, clock.now()));
    clock.set(monday + 3 * day);
    const told = (await Promise.all([ended(), ended()])).flat();
    assert.deepEqual(
      told.map(({ day: date, rows }) => [date, rows]),
      [2, 3, 4].map((date) => [`2020-03-0${date}`, 10]),
    );
    const [first] = told;
    assert.deepEqual(await findHead(writer, there(first).head), { day: '2020-03-02', position: 10 });
    // sealed anew from the first day on, as somebody could who may write everything
    await unguarded(open(), async (c) => {
      await c('audit').where({ id: 'd0-1' }).update({ subject: 'other' });
      await c('audit_link').delete();
      await c('audit_day').delete();
    });
    await seal();
    assert.equal((await examine()).fault, null);
    assert.equal(await findHead(writer, there(first).head), null);
  });
});
