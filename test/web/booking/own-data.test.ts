import assert from 'node:assert/strict';
import { hashToken } from '../../../server/actions/secrets.ts';
import { formatActor, theHolder } from '../../../server/domain/staff/actor.ts';
import { tablesInOrder } from '../../../server/store/backup/tables-in-order.ts';
import { leftOut } from '../../../server/store/booking/stored-of-person-query.ts';
import { paths } from '../../../server/web/paths.ts';
import { bookCommand } from '../../support/commands.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { openLink } from '../../support/open-link.ts';
import { somebody } from '../../support/somebody.ts';
import { casesOf, followedUp } from './followed-up.ts';
import { leaves } from './leaves.ts';
import { leftCertificate } from './left-certificate.ts';
import { waited } from './waited.ts';

const day = '2026-11-24';
const at = Date.parse(`${day}T08:00:00+08:00`);
const id = '7d1f7a52-52b6-4c0e-9a40-0f6f3c1c2a11';
const ticket = '3c7d6c0e-7d6a-4b59-8f3e-6a6f2c9d4e22';
const stranger = 'somebody-else-s-ticket';
const reference = 'K7M2-9PXT';
/** What only this person has, in all the words in which it is typed. */
const marks = ['欧阳海燕', '13900001111', '13900002222', 'ouyang@test.invalid', '021-60001234', '燕的表哥'];
const [name = '', mobile = '', second = '', email = '', telephone = '', typed = ''] = marks;

type Row = Readonly<Record<string, unknown>>;

for (const engine of engines) {
  describe(`what the holder downloads [${engine}]`, () => {
    let hall: HallSystem;
    let data: Row;
    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
      await plant();
      const link = `${paths.booking.data(reference)}?token=${hall.system.secrets.tokenFor('booking', id)}`;
      data = JSON.parse((await openLink(hall, link).expect(200)).text) as Row;
    });
    after(() => hall.close());
    /** A person with a row in every table that can have one. */
    async function plant(): Promise<void> {
      const { system } = hall;
      const { writer } = system.database;
      const contact = { name, mobile, email, telephone };
      const command = bookCommand({ id, start: `${day}T09:00:00+08:00`, contact });
      const booked = await system.bookings.submit(
        { ...command, reference, tokenHash: hashToken(system.secrets.tokenFor('booking', id)) },
        { actor: theHolder },
      );
      assert.ok(booked.ok);
      hall.clock.set(`${day}T08:55:00+08:00`);
      const counter = 'BJ-TSY-1';
      for (const request of [
        { type: 'open_counter', counter, staff: null },
        { type: 'arrive', id: ticket, reference, priority: false },
        { type: 'call_ticket', counter, ticket, reason: typed },
        { type: 'open_counter', counter: 'BJ-TSY-2', staff: null },
        {
          type: 'walk_in',
          id: stranger,
          services: [{ code: 'RENEW', quantity: 1 }],
          priority: false,
          byStaff: true,
        },
        { type: 'call_ticket', counter: 'BJ-TSY-2', ticket: stranger, reason: '老人' },
        // with this person's call on the wall
        { type: 'undo', counter: 'BJ-TSY-2' },
        { type: 'start', counter },
      ] as const) {
        const done = await system.halls.submit('BJ-TSY', request, { actor: somebody });
        assert.ok(done.ok, JSON.stringify(done));
      }
      const rows: readonly (readonly [string, Row])[] = [
        ['booking_note', { id: 'note-1', booking: id, at, staff: 'somebody', text: `带${typed}来` }],
        ['message_opt_out', { booking: id, template: 'reminder', at }],
        ['deletion_request', { booking: id, requested_at: at + 1 }],
        ['upload_consent', { booking: id, version: '2026-11', given_at: at + 2 }],
        ['certificate', leftCertificate({ booking: id, email, at })],
        [
          'agency_case',
          {
            booking: id,
            site: 'BJ-TSY',
            state: 'returned',
            revision: 3,
            note: `${typed}代交`,
            submitted_at: at,
            since: at + 2,
          },
        ],
        [
          'agency_document',
          {
            booking: id,
            item: 'BUSINESS_LICENCE',
            position: 1,
            physical: false,
            state: 'returned',
            reason: `不是${name}的`,
            file: 'file-1',
            file_kind: 'pdf',
            file_size: 4711,
            file_sha256: 'c0ffee',
            file_name: `${name}身份证.pdf`,
            uploaded_at: at + 3,
          },
        ],
        [
          'agency_event',
          {
            booking: id,
            revision: 3,
            at,
            type: 'returned',
            item: 'BUSINESS_LICENCE',
            text: `${name}请重传`,
            actor: 'staff:somebody',
          },
        ],
        [
          'audit',
          {
            id: 'audit-1',
            at,
            actor: formatActor(theHolder),
            address: '203.0.113.77',
            action: 'booking.change_contact',
            subject: id,
            before: JSON.stringify({ mobile: second }),
            after: '{}',
            result: 'done',
          },
        ],
        ['audit_words', { audit: 'audit-1', about: id, text: `${typed}来电`, at }],
        ['rating', { ticket, score: 4, at: at + 4 }],
        ['rating_case', followedUp(ticket, at + 4, [second, `${typed}没办成`, `已致电${name}`])],
        ['priority_visit', { booking: id, ticket }],
        ['waitlist_entry', waited(id, at + 6, { name, mobile: second, email })],
        ['booking_wechat', { booking: id, openid: 'sealed', asked_at: at }],
        ['booking_origin', { booking: id, site: 'BJ-TSY', day: '', at: 1, network: 'n' }],
        ...casesOf(id, at, [`${typed}来过`, `${typed}没有`]),
        [
          'ahead_notice',
          {
            ticket,
            site: 'BJ-TSY',
            day,
            ahead: 3,
            channel: 'webhook',
            recipient: second,
            locale: 'zh-CN',
            sent: false,
            asked_at: at + 5,
          },
        ],
      ];
      for (const [table, row] of rows) {
        const known = await writer(table).columnInfo();
        await writer(table).insert(
          Object.fromEntries(Object.entries(row).filter(([column]) => column in known)),
        );
      }
      await writer('outbox')
        .where({ booking: id })
        .update({
          state: 'dead',
          attempts: 7,
          refused_code: '401',
          last_error: `550 ${email} is not here`,
          log: JSON.stringify([{ at, ok: false, answer: `550 ${email} is not here` }]),
        });
    }

    /** Rows that name the booking or its ticket, or hold what only this person has, by table. */
    const rowsOfPerson = async (): Promise<ReadonlyMap<string, readonly Row[]>> => {
      const { reader } = hall.system.database;
      const found = new Map<string, readonly Row[]>();
      for (const table of await tablesInOrder(reader, engine)) {
        const rows = ((await reader(table)) as Row[]).filter((row) =>
          [id, ticket, ...marks].some((mark) => JSON.stringify(row).includes(mark)),
        );
        if (rows.length > 0) found.set(table, rows);
      }
      return found;
    };

    it('has every value that any table holds of a person, or there is a reason why not', async () => {
      const handedOut = new Set(leaves(data));
      const lacking: string[] = [];
      for (const [table, rows] of await rowsOfPerson()) {
        if (leftOut[`${table}.*`] !== undefined) continue;
        for (const row of rows)
          for (const [column, value] of Object.entries(row)) {
            if (leftOut[`${table}.${column}`] !== undefined) continue;
            const kept = column === 'actor' ? [String(value).split(':')[0]] : leaves(value);
            for (const leaf of kept)
              if (!handedOut.has(String(leaf))) lacking.push(`${table}.${column}: ${leaf}`);
          }
      }
      assert.deepEqual(lacking, []);
      const text = JSON.stringify(data);
      for (const mark of marks) assert.ok(text.includes(mark), mark);
    });

    it('was planted in every table that can point to a booking or a ticket, and nothing is left out that is not there', async () => {
      const { reader } = hall.system.database;
      const found = await rowsOfPerson();
      const columns = new Map<string, readonly string[]>();
      for (const table of await tablesInOrder(reader, engine))
        columns.set(table, Object.keys(await reader(table).columnInfo()));
      const pointing = [...columns].filter(
        ([, names]) => names.includes('booking') || names.includes('ticket'),
      );
      assert.deepEqual(
        pointing.map(([table]) => table).filter((table) => !found.has(table)),
        [],
      );
      const unknown = Object.keys(leftOut).filter((key) => {
        const [table = '', column = ''] = key.split('.');
        return column === '*' ? !columns.has(table) : columns.get(table)?.includes(column) !== true;
      });
      assert.deepEqual(unknown, []);
    });

    it('says nothing of whoever was there beside', () => {
      assert.ok(!JSON.stringify(data).includes(stranger));
    });

    it('names no member of staff and opens nothing', () => {
      const text = JSON.stringify(data);
      assert.doesNotMatch(text, /somebody|token/i);
      assert.match(text, /"by":|"actor":"staff"/);
      assert.match(text, /203\.0\.113\.77/, 'from where the holder came is his');
    });
  });
}
