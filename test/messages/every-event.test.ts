import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeCase } from '../../server/actions/agency/change-case.ts';
import { reviewCase } from '../../server/actions/agency/review-case.ts';
import { uploadDocument } from '../../server/actions/agency/upload-document.ts';
import { settleConflicts } from '../../server/actions/catalogue/settle-conflicts.ts';
import type { StaffCommand } from '../../server/domain/agency/decide-agency.ts';
import type { BookingCommand } from '../../server/domain/booking/ledger.ts';
import type { MessageTemplate } from '../../server/domain/message/message.ts';
import { parameter } from '../../server/domain/message/visit-snapshot.ts';
import { theHolder, theSystem } from '../../server/domain/staff/actor.ts';
import { endDays } from '../../server/jobs/end-days.ts';
import { agencyOf } from '../../server/store/agency/agency-query.ts';
import { bookingByReference } from '../../server/store/booking/booking-query.ts';
import { saveChannel } from '../../server/store/message/channel-store.ts';
import type { OutboxRow } from '../../server/store/message/message-columns.ts';
import { storedMessageOf } from '../../server/store/message/outbox-row.ts';
import { pdf } from '../domain/agency/sample-files.ts';
import { arrivedFile } from '../support/arrived-file.ts';
import { bookCommand } from '../support/commands.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { somebody } from '../support/somebody.ts';
import { openCounters } from '../support/worked-day.ts';

const site = 'BJ-TSY';
const [licence, card] = ['BUSINESS_LICENCE', 'CARD_TO_RENEW'];

for (const engine of engines) {
  describe(`what happens is told by every channel of the site, in the same commit [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let varFolder: string;
    before(async () => {
      varFolder = mkdtempSync(join(tmpdir(), 'hall-events-'));
      hall = await startSystem({ engine, config: { varFolder } });
      const { database, clock } = hall.system;
      const gateway = { settings: { url: 'http://127.0.0.1:9/' }, secrets: 'sealed', active: true };
      await saveChannel(database.writer, { site, kind: 'webhook', ...gateway }, clock.now());
    });
    beforeEach(() => hall.system.database.writer('outbox').delete());
    after(async () => {
      await hall.close();
      rmSync(varFolder, { recursive: true, force: true });
    });

    const submit = async (command: BookingCommand): Promise<void> => {
      const done = await hall.system.bookings.submit(command, { actor: theSystem });
      assert.ok(done.ok, done.ok ? '' : done.code);
    };
    let people = 0;
    const book = async (start: string, locale: 'zh-CN' | 'en' = 'zh-CN'): Promise<string> => {
      people += 1;
      const id = `visit-${people}`;
      await submit({ ...bookCommand({ id, start, mobile: `1380000${1000 + people}` }), locale });
      return id;
    };
    const written = async (booking: string) =>
      (
        (await hall.system.database.writer('outbox').where({ booking }).orderBy('channel')) as OutboxRow[]
      ).map(storedMessageOf);
    /** Both channels have each of these, once. Answers the mails. */
    const told = async (booking: string, ...templates: readonly MessageTemplate[]) => {
      const messages = await written(booking);
      for (const kind of ['mail', 'webhook'] as const)
        assert.deepEqual(
          messages
            .filter(({ channel }) => channel === kind)
            .map(({ template }) => template)
            .sort(),
          [...templates].sort(),
          kind,
        );
      return messages.filter(({ channel }) => channel === 'mail');
    };
    const forget = () => hall.system.database.writer('outbox').delete();

    it('booked, moved and cancelled by its holder, with a reminder for each time', async () => {
      const booking = await book('2026-11-25T09:00:00+08:00');
      await told(booking, 'booked', 'reminder');
      await forget();
      const start = Date.parse('2026-11-26T09:00:00+08:00');
      const actor = { kind: 'holder' } as const;
      await submit({ type: 'move', booking, site, actor, start, overbook: false });
      const [moved] = await told(booking, 'moved', 'reminder');
      assert.equal(moved?.sequence, 1);
      await forget();
      await submit({ type: 'cancel', booking, site, actor, chance: 0 });
      const [cancelled] = await told(booking, 'cancelled');
      assert.equal(cancelled?.sequence, 2);
    });

    it('moved or cancelled by the office after a closure, with the reason that the public reads, in the language of the booking', async () => {
      const [stays, goes] = [
        await book('2026-11-27T09:00:00+08:00', 'en'),
        await book('2026-11-27T09:15:00+08:00'),
      ];
      await hall.system.database.writer('site_exception').insert({
        id: 'c1',
        site,
        date: '2026-11-27',
        kind: 'closed',
        reason_zh: '系统升级',
        reason_en: 'Maintenance',
      });
      await hall.system.database.writer('catalogue_version').increment('version', 1);
      hall.system.catalogueCache.forget();
      await forget();
      const settle = (act: 'move' | 'cancel', booking: string) =>
        settleConflicts(hall.system, {
          site,
          act,
          bookings: [booking],
          start: null,
          staff: somebody,
        });
      assert.deepEqual(await settle('move', stays), { done: 1, left: 0 });
      assert.deepEqual(await settle('cancel', goes), { done: 1, left: 0 });
      const mails = await told(stays, 'moved_by_office', 'reminder');
      const moved = mails.find(({ template }) => template === 'moved_by_office');
      assert.equal(parameter(moved?.parameters ?? [], 'reason'), 'Maintenance');
      const [cancelled] = await told(goes, 'cancelled_by_office');
      assert.equal(parameter(cancelled?.parameters ?? [], 'reason'), '系统升级');
    });

    for (const [verb, last] of [
      ['ready', 'ready_for_collection'],
      ['send', 'sent_by_office'],
    ] as const)
      it(`a document returned, all of them accepted, and in the end ${last}`, async () => {
        const id = await book('2026-11-25T09:30:00+08:00');
        const { writer } = hall.system.database;
        await writer('booking').where({ id }).update({ handling: 'online_agency' });
        await forget();
        const booking = await bookingByReference(writer, `REF-${id}`);
        assert.ok(booking);
        const review = async (command: { type: StaffCommand['type'] } & Record<string, unknown>) => {
          const revision = (await agencyOf(writer, id))?.revision ?? 0;
          const done = await reviewCase(
            hall.system,
            booking,
            { ...command, revision } as StaffCommand,
            somebody,
          );
          assert.ok(done.ok, done.ok ? '' : `${command.type}: ${done.code}`);
        };
        const upload = async (content: string) => {
          const file = arrivedFile(pdf(content));
          assert.ok((await uploadDocument(hall.system, booking, licence, file)).ok);
          const holder = { actor: theHolder, audit: null };
          assert.ok((await changeCase(hall.system, booking, { type: 'submit' }, holder)).ok);
        };
        await upload('first');
        await review({ type: 'return_document', item: licence, reason: '缺公章' });
        const [returned] = await told(id, 'document_returned');
        assert.equal(parameter(returned?.parameters ?? [], 'reason'), '缺公章');
        await forget();
        await upload('sealed');
        await review({ type: 'accept' });
        await told(id, 'document_accepted');
        await forget();
        await review({ type: 'receive_item', item: card });
        await review({ type: verb, note: 'SF 1234' });
        const [end] = await told(id, last);
        assert.equal(parameter(end?.parameters ?? [], 'note'), 'SF 1234');
      });

    it('missed, when midnight has passed', async () => {
      const booking = await book('2026-11-24T10:00:00+08:00');
      await openCounters(hall, site, '2026-11-24T09:55:00+08:00');
      await forget();
      hall.clock.set('2026-11-25T00:10:00+08:00');
      await endDays(hall.system);
      const [warning] = await told(booking, 'missed_warning');
      assert.equal(parameter(warning?.parameters ?? [], 'limit'), '2');
      hall.clock.set('2026-11-23T10:00:00+08:00');
    });

    it('not held by the office, when midnight has passed, with the reason of the closure', async () => {
      const booking = await book('2026-11-30T10:00:00+08:00');
      await hall.system.database.writer('site_exception').insert({
        id: 'c2',
        site,
        date: '2026-11-30',
        kind: 'closed',
        reason_zh: '停电',
        reason_en: 'Power cut',
      });
      await hall.system.database.writer('catalogue_version').increment('version', 1);
      hall.system.catalogueCache.forget();
      await forget();
      hall.clock.set('2026-12-01T00:10:00+08:00');
      await endDays(hall.system);
      const [apology] = await told(booking, 'not_held');
      assert.equal(parameter(apology?.parameters ?? [], 'reason'), '停电');
      hall.clock.set('2026-11-23T10:00:00+08:00');
    });
  });
}
