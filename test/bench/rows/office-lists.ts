import { type Database, type Engine, openDatabase } from '../../../server/store/database.ts';
import { searchOutbox } from '../../../server/store/message/outbox-query.ts';
import { auditActions, searchAudit } from '../../../server/store/staff/audit-query.ts';
import { restIndexes, restTriggers } from '../fill/rest.ts';
import { alternate, timed } from '../measure.ts';
import type { Office } from '../office.ts';
import type { Row } from '../row.ts';

const most = 50;
const tables = ['audit', 'outbox'] as const;

/** The audit and the outbox with so many lines each, of a thousand sites. */
async function filled(office: Office, engine: Engine, lines: number): Promise<Database> {
  const { url } = await office.database(engine);
  const patient = openDatabase(url, { patient: true });
  const { writer } = patient;
  const numbers =
    engine === 'sqlite'
      ? `(with recursive n(k) as (select 1 union all select k + 1 from n where k < ${lines}) select k from n) as n`
      : `generate_series(1::bigint, ${lines}) as n(k)`;
  if (engine === 'sqlite') await writer.raw('pragma synchronous = off');
  const triggers = await restTriggers(writer, engine, tables);
  const indexes = await restIndexes(writer, engine, tables);
  await writer.raw(
    `insert into audit (id, at, actor, action, subject, result)
     select 'a' || k, k * 1000, 'staff:' || (k % 300), 'action.' || (k % 80), 'x' || k, 'done' from ${numbers}`,
  );
  await writer.raw(
    `insert into outbox (id, site, template, channel, recipient, locale, parameters, state, attempts, created_at, due_at, next_attempt_at)
     select 'm' || k, 'S' || (k % 1000), 'confirmed', 'mail', 'a@b.cn', 'zh-CN', '[]', case when k % 10000 = 0 then 'dead' else 'sent' end, 1, k * 1000, 0, 0 from ${numbers}`,
  );
  await indexes();
  await triggers();
  await writer.raw('analyze');
  await patient.close();
  const database = openDatabase(url);
  office.atEnd(() => database.close());
  return database;
}

/** What pages of them ask, by what they are called: at the beginning, in the middle, at the far end, narrowed, and as a manager of twenty sites sees it. */
function looks(database: Database, lines: number): Readonly<Record<string, () => Promise<unknown>>> {
  const all = { actors: null, action: '', subject: '', from: null, to: null };
  const twenty = Array.from({ length: 20 }, (_, number) => `S${number}`);
  const at = (letter: string, line: number) => ({ side: 'after', id: `${letter}${line}` }) as const;
  const page = { page: 1, perPage: 50 };
  const audit =
    (narrowed: object, line: number | null = null) =>
    () =>
      searchAudit(
        database,
        { ...all, ...narrowed },
        { ...page, cursor: line === null ? null : at('a', line) },
      );
  const outbox =
    (narrowed: object, line: number | null = null) =>
    () =>
      searchOutbox(database, {
        ...{ state: null, text: '', sites: [], ...page, ...narrowed },
        cursor: line === null ? null : at('m', line),
      });
  return {
    'the actions of the audit': () => auditActions(database.office),
    'the audit': audit({}),
    'its middle': audit({}, lines / 2),
    'its end': audit({}, 40),
    'one of its actions': audit({ action: 'action.7' }, lines / 2 + 7),
    'one of its people': audit({ actors: [{ kind: 'staff', id: '7' }] }),
    'one of its days': audit({ from: 3_600_000, to: 90_000_000 }),
    'the outbox': outbox({}),
    'its far end': outbox({}, 40),
    'what was sent': outbox({ state: 'sent' }, lines / 2),
    'what is dead': outbox({ state: 'dead' }),
    'that of one site': outbox({ sites: ['S7'] }),
    'that of twenty sites': outbox({ sites: twenty }, lines / 2),
  };
}

function officeListsOf(engine: Engine): Row {
  return {
    id: `office-lists-${engine}`,
    ours: `the slowest of 13 looks at audit and outbox of 1,000,000 lines each [${engine}]`,
    against: `${most} ms`,
    target: { atMost: 1 },
    async run(office) {
      const lines = office.pick(1_000_000, 200_000);
      const each = Object.entries(looks(await filled(office, engine, lines), lines));
      const least = new Map<string, number>();
      const measured = await alternate(office.pick(12, 3), 'ms', {
        ours: async () => {
          const times: number[] = [];
          for (const [name, look] of each) {
            const tries = [await timed(look), await timed(look), await timed(look)];
            const time = Math.min(...tries);
            times.push(time);
            least.set(name, Math.min(time, least.get(name) ?? time));
          }
          return Math.max(...times);
        },
        bare: async () => most,
      });
      const slowest = [...least].sort(([, one], [, other]) => other - one).slice(0, 3);
      const said = slowest.map(([name, time]) => `${name} ${time.toFixed(1)}`).join(', ');
      const note = `least wall time of three tries; slowest: ${said} ms; not measured: part of a text, which reads until it has a page, and the page itself`;
      return { ...measured, note: office.quick ? `${note}; 200,000 lines in a quick run` : note };
    },
  };
}

export const officeLists: readonly Row[] = [officeListsOf('sqlite'), officeListsOf('postgres')];
