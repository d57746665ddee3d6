import assert from 'node:assert/strict';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { forgetWhatIsOver } from '../../server/jobs/retention.ts';
import { makeMailbox } from '../../server/messages/mailbox.ts';
import { saveChannel } from '../../server/store/message/channel-store.ts';
import type { OutboxRow } from '../../server/store/message/message-columns.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { openLink } from '../support/open-link.ts';
import { wordingContext } from './mail-fixture.ts';

const site = 'BJ-TSY';
const counter = 'BJ-TSY-3';

for (const engine of engines) {
  describe(`telling those whose turn is near [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    const addresses: string[] = [];

    const order = async (request: HallRequest, of: HallSystem = hall): Promise<void> => {
      const answer = await of.system.halls.submit(site, request, { actor: theSystem });
      assert.ok(answer.ok, answer.ok ? '' : answer.code);
    };
    const ask = async (ticket: number, recipient: string) => {
      const browser = hall.agent();
      const page = await browser.get(addresses[ticket] ?? '').redirects(1);
      const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1];
      return browser.post(`${addresses[ticket]}/notice`).type('form').send({ _csrf: token, recipient });
    };
    const written = async (): Promise<OutboxRow[]> =>
      (await hall.system.database
        .reader('outbox')
        .where({ template: 'three_ahead' })
        .orderBy('recipient')) as OutboxRow[];

    before(async () => {
      hall = await startSystem({ engine });
      await order({ type: 'open_counter', counter, staff: null });
      for (let count = 0; count < 7; count += 1) {
        const id = `ticket-${count}`;
        const services = [{ code: 'RENEW', quantity: 1 }];
        await order({ type: 'walk_in', id, services, priority: false, byStaff: true });
        addresses.push(`/tickets/${hall.system.secrets.tokenFor('ticket', id)}`);
        hall.clock.advance(1000);
      }
    });
    after(() => hall.close());

    it('is offered while more than three are ahead, and not after', async () => {
      const form = /action="[^"]*\/notice"/;
      assert.match((await openLink(hall, addresses[6] ?? '')).text, form);
      assert.doesNotMatch((await openLink(hall, addresses[3] ?? '')).text, form);
    });

    it('says at the field what is wrong, and keeps what was typed', async () => {
      for (const wrong of ['', 'wang@', '13800138000']) {
        const answer = await ask(6, wrong);
        assert.equal(answer.status, 422, wrong);
        assert.match(answer.text, /id="recipient-error"/);
        assert.ok(answer.text.includes(`value="${wrong}"`));
      }
      assert.equal((await hall.request.post(`${addresses[6]}/notice`)).status, 403);
    });

    it('takes a mobile number where the site can reach one, by a channel that has words for it', async () => {
      const channel = {
        site,
        kind: 'webhook',
        settings: { url: 'http://127.0.0.1:9/' },
        secrets: 'sealed',
        active: true,
      } as const;
      await saveChannel(hall.system.database.writer, channel, hall.clock.now());
      const mute = {
        ...channel,
        kind: 'aliyun',
        settings: { accessKeyId: 'id', signName: '电子口岸', templates: {} },
      } as const;
      await saveChannel(hall.system.database.writer, mute, hall.clock.now());
      assert.equal((await ask(5, '138 0013 8000')).status, 303);
      const row: unknown = await hall.system.database.reader('ahead_notice').first('channel', 'recipient');
      assert.deepEqual({ ...(row as object) }, { channel: 'webhook', recipient: '13800138000' });
      await hall.system.database.writer('channel').update({ active: false });
      await hall.system.database.writer('catalogue_version').increment('version', 1);
      hall.system.catalogueCache.forget();
    });

    it('is asked once, however often the button is pressed, and the page says so', async () => {
      assert.equal((await ask(6, 'wang@enterprise.invalid')).status, 303);
      assert.equal((await ask(6, 'li@enterprise.invalid')).status, 303);
      const page = await openLink(hall, addresses[6] ?? '');
      assert.match(page.text, /w\*+@enterprise\.invalid/);
      assert.doesNotMatch(page.text, /action="[^"]*\/notice"/);
      assert.deepEqual(await written(), []);
    });

    it('writes when the third from the front is called away, and never again, by any process', async () => {
      const call = async (of: HallSystem = hall): Promise<void> => {
        await order({ type: 'call_next', counter }, of);
        await order({ type: 'start', counter }, of);
        await order({ type: 'finish', counter, outcome: 'completed' }, of);
      };
      await call();
      assert.deepEqual(await written(), [], 'four are ahead of the sixth');
      await call();
      assert.deepEqual(
        (await written()).map(({ recipient }) => recipient),
        ['13800138000'],
      );
      const other = await startSystem({ engine, databaseUrl: hall.system.database.url });
      other.clock.set(hall.clock.now());
      await call(other);
      await call();
      await other.close();
      const messages = await written();
      assert.deepEqual(
        messages.map(({ id, booking, site: at }) => ({ id, booking, at })),
        [
          { id: 'ahead-ticket-5', booking: null, at: site },
          { id: 'ahead-ticket-6', booking: null, at: site },
        ],
      );
    });

    it('says the number, how many are ahead and where, and nothing of a booking', async () => {
      const mail = await makeMailbox(hall.system.database, wordingContext).read('ahead-ticket-6');
      assert.equal(mail?.subject, '快到您了：A007，前面还有 3 人');
      assert.match(mail.html, /tickets\/t-ticket-6/);
      assert.doesNotMatch(mail.text, /预约号|时间：|\n，/);
    });

    it('is forgotten after the day, even if the site has been switched off meanwhile', async () => {
      const rows = () => hall.system.database.reader('ahead_notice');
      await forgetWhatIsOver(hall.system);
      assert.equal((await rows()).length, 2);
      await hall.system.database.writer('site').where({ code: site }).update({ active: false });
      await hall.system.database.writer('catalogue_version').increment('version', 1);
      hall.system.catalogueCache.forget();
      hall.clock.advance(24 * 60 * 60_000);
      await forgetWhatIsOver(hall.system);
      assert.equal((await rows()).length, 0);
    });
  });
}
