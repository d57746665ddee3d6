import type { Knex } from 'knex';
import type { Database } from '../../../server/store/database.ts';
import { there } from '../../support/there.ts';

export const hour = 60 * 60_000;
export const day = 24 * hour;
export const monday = Date.parse('2020-03-02T09:00:00+08:00');

/** A line of the audit as the store writes it. */
export const line = (id: string, at: number, more: object = {}) => ({
  id,
  at,
  actor: 'staff:s1',
  address: '10.0.0.1',
  action: 'site.change',
  subject: '通州“办”\u2028',
  before: null,
  after: '{"name":"é"}',
  result: 'done',
  ...more,
});

/** What the guards of the table refuse, done by somebody who may drop them. */
export async function unguarded(
  database: Database,
  tamper: (connection: Knex) => Promise<unknown>,
): Promise<void> {
  const { engine, writer } = database;
  if (engine === 'postgres') await writer.raw('alter table audit disable trigger all');
  else
    for (const trigger of ['audit_no_update', 'audit_no_delete', 'audit_no_replace'])
      await writer.raw(`drop trigger if exists ${trigger}`);
  await tamper(writer);
}

/** What somebody can do to three days of ten lines, and what is found: the kind of fault, and the line. */
export const tampering: readonly [
  how: string,
  kind: string,
  audit: string | null,
  (c: Knex) => Promise<unknown>,
][] = [
  ['a changed word', 'changed', 'd1-4', (c) => c('audit').where({ id: 'd1-4' }).update({ subject: 'other' })],
  ['another result', 'changed', 'd1-2', (c) => c('audit').where({ id: 'd1-2' }).update({ result: 'x' })],
  ['another act', 'changed', 'd1-2', (c) => c('audit').where({ id: 'd1-2' }).update({ action: 'x' })],
  ['another actor', 'changed', 'd1-2', (c) => c('audit').where({ id: 'd1-2' }).update({ actor: 'x' })],
  ['another time', 'changed', 'd0-9', (c) => c('audit').where({ id: 'd0-9' }).update({ at: monday })],
  [
    'an address that was taken out',
    'changed',
    'd2-0',
    (c) => c('audit').where({ id: 'd2-0' }).update({ address: null }),
  ],
  [
    'words moved between two columns',
    'changed',
    'd1-0',
    (c) => c('audit').where({ id: 'd1-0' }).update({ before: '{"name":"é"}', after: null }),
  ],
  ['a deleted line', 'gone', 'd1-4', (c) => c('audit').where({ id: 'd1-4' }).delete()],
  [
    'a line deleted with its link',
    'cut_off',
    'd1-5',
    async (c) => {
      await c('audit').where({ id: 'd1-4' }).delete();
      await c('audit_link').where({ audit: 'd1-4' }).delete();
    },
  ],
  [
    'a line deleted with its link, the others moved up',
    'changed',
    'd1-5',
    async (c) => {
      await c('audit').where({ id: 'd1-4' }).delete();
      await c('audit_link').where({ audit: 'd1-4' }).delete();
      for (let position = 6; position <= 10; position++)
        await c('audit_link')
          .where({ day: '2020-03-03', position })
          .update({ position: position - 1 });
      await c('audit_day').where({ day: '2020-03-03' }).update({ rows: 9 });
    },
  ],
  [
    'the end of a day cut off',
    'cut_off',
    null,
    async (c) => {
      await c('audit').whereIn('id', ['d2-8', 'd2-9']).delete();
      await c('audit_link').whereIn('audit', ['d2-8', 'd2-9']).delete();
    },
  ],
  [
    'the end of a day cut off and its count with it',
    'day_changed',
    null,
    async (c) => {
      await c('audit').where({ id: 'd1-9' }).delete();
      await c('audit_link').where({ audit: 'd1-9' }).delete();
      await c('audit_day').where({ day: '2020-03-03' }).update({ rows: 9 });
    },
  ],
  ['an inserted line', 'no_link', 'forged', (c) => c('audit').insert(line('forged', monday + day + hour))],
  [
    'a line inserted with a link in the middle',
    'changed',
    'forged',
    async (c) => {
      await c('audit').insert(line('forged', monday + day + hour));
      for (let position = 10; position >= 5; position--)
        await c('audit_link')
          .where({ day: '2020-03-03', position })
          .update({ position: position + 1 });
      await c('audit_link').insert({
        day: '2020-03-03',
        position: 5,
        audit: 'forged',
        hash: 'f'.repeat(64),
      });
      await c('audit_day').where({ day: '2020-03-03' }).update({ rows: 11 });
    },
  ],
  [
    'two lines in the other order',
    'changed',
    'd1-5',
    async (c) => {
      await c('audit_link').where({ audit: 'd1-4' }).update({ position: 99 });
      await c('audit_link').where({ audit: 'd1-5' }).update({ position: 5 });
      await c('audit_link').where({ audit: 'd1-4' }).update({ position: 6 });
    },
  ],
  [
    'two lines that have changed places',
    'changed',
    'd1-4',
    async (c) => {
      const at = async (id: string) => there(await c('audit').where({ id }).first()).at;
      const [one, other] = [await at('d1-4'), await at('d1-5')];
      await c('audit').where({ id: 'd1-4' }).update({ at: other });
      await c('audit').where({ id: 'd1-5' }).update({ at: one });
    },
  ],
  [
    'a day taken out whole',
    'day_gone',
    null,
    async (c) => {
      await c('audit').where('id', 'like', 'd1-%').delete();
      await c('audit_link').where({ day: '2020-03-03' }).delete();
      await c('audit_day').where({ day: '2020-03-03' }).delete();
    },
  ],
  [
    'the first day taken out whole',
    'day_gone',
    null,
    async (c) => {
      await c('audit').where('id', 'like', 'd0-%').delete();
      await c('audit_link').where({ day: '2020-03-02' }).delete();
      await c('audit_day').where({ day: '2020-03-02' }).delete();
    },
  ],
  [
    'another end that is said of a day',
    'day_changed',
    null,
    (c) =>
      c('audit_day')
        .where({ day: '2020-03-03' })
        .update({ head: 'f'.repeat(64) }),
  ],
  [
    'another end that is said of the last day',
    'day_changed',
    null,
    (c) =>
      c('audit_day')
        .where({ day: '2020-03-04' })
        .update({ head: 'f'.repeat(64) }),
  ],
  [
    'the last line cut off, with its link, and the day said to end before it',
    'day_changed',
    null,
    async (c) => {
      await c('audit').where({ id: 'd2-9' }).delete();
      await c('audit_link').where({ audit: 'd2-9' }).delete();
      await c('audit_day').where({ day: '2020-03-04' }).update({ rows: 9 });
    },
  ],
];
