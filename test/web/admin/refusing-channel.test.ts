import assert from 'node:assert/strict';
import { editChannel } from '../../../server/actions/message/edit-channel.ts';
import { makeSeal } from '../../../server/actions/seal.ts';
import { channelsAccept } from '../../../server/command-line/doctor-checks.ts';
import type { StaffActor } from '../../../server/domain/staff/actor.ts';
import { saveChannel } from '../../../server/store/message/channel-store.ts';
import { engines } from '../../support/engines.ts';
import { somebody } from '../../support/somebody.ts';
import { hallAndOffice } from './hall-and-office.ts';
import { signIn } from './office.ts';

for (const engine of engines) {
  describe(`a channel that refuses messages for good [${engine}]`, () => {
    const suite = hallAndOffice(engine);
    const refused = (id: string, channel: 'mail' | 'webhook', code: string) => {
      const now = suite.hall.clock.now();
      return {
        id,
        channel,
        template: 'booked' as const,
        locale: 'zh-CN' as const,
        recipient: channel === 'mail' ? 'wang@enterprise.example' : '13812345678',
        parameters: '[]',
        site: 'HZ',
        state: 'dead' as const,
        attempts: 1,
        due_at: now,
        next_attempt_at: now,
        created_at: now,
        refused_code: code,
      };
    };
    before(async () => {
      const { database, clock, config } = suite.hall.system;
      const seal = makeSeal(config.sessionSecret, 'channels');
      const secrets = seal.close({ key: 'old' });
      const settings = { url: 'https://gateway.invalid/sms' };
      await saveChannel(
        database.writer,
        { site: 'HZ', kind: 'webhook', settings, secrets, active: true },
        clock.now(),
      );
      await database
        .writer('outbox')
        .insert([
          refused('00000000-0000-4000-8000-000000000001', 'webhook', '401'),
          refused('00000000-0000-4000-8000-000000000002', 'webhook', '401'),
          refused('00000000-0000-4000-8000-000000000003', 'mail', 'EAUTH 535'),
        ]);
    });

    it('alarms on the overview, on the page of the channel, in doctor and in the metrics', async () => {
      const { agent } = suite.office;
      const overview = (await agent.get('/admin?lang=en')).text;
      assert.match(overview, /Gateway \(webhook\) refuses messages \(401\); 2 were not sent\./);
      assert.match(overview, /href="\/admin\/sites\/HZ\/channels\/webhook"/);
      assert.match(overview, /The mail server refuses messages \(EAUTH 535\); 1 was not sent\./);
      assert.match((await agent.get('/admin?lang=zh-CN')).text, /拒绝发送（401），2 条消息没有发出/);
      const channels = '/admin/sites/HZ/channels';
      for (const path of [channels, `${channels}/webhook`])
        assert.match((await agent.get(`${path}?lang=en`)).text, /tag--stop">Refuses messages</);
      assert.match(
        (await agent.get(`${channels}?lang=en`)).text,
        /Last answer: 401\. Sending again will not help/,
      );
      const found = await channelsAccept(suite.hall.system);
      assert.equal(found.state, 'ill');
      assert.match(found.text, /webhook HZ: 401, 2/);
      const { text } = await suite.hall.request.get('/metrics');
      assert.match(text, /hall_channel_refused\{channel="webhook",site="HZ"\} 2/);
      assert.match(text, /hall_channel_refused\{channel="mail",site="all"\} 1/);
    });

    it('is no business of another site’s manager', async () => {
      const manager = await signIn(suite.hall, 'manager', ['BJ-TSY']);
      assert.doesNotMatch((await manager.agent.get('/admin?lang=en')).text, /refuses messages/);
    });

    it('has what it refused sent again when its settings are saved, and then the alarm is over', async () => {
      const { system } = suite.hall;
      const { database, config } = system;
      const staff: StaffActor = { ...somebody, role: 'administrator', sites: [] };
      const page = await suite.office.form('/admin/sites/HZ/channels/webhook');
      const outcome = await editChannel(
        { ...system, seal: makeSeal(config.sessionSecret, 'channels') },
        { site: 'HZ', kind: 'webhook', staff },
        {
          given: {
            active: 'on',
            url: 'https://gateway.invalid/sms',
            secret: 'the-new-shared-key',
            price: '0',
          },
          revision: String(page['_revision']),
        },
      );
      assert.deepEqual(outcome, { kind: 'done' });
      const rows = await database.reader('outbox').where({ channel: 'webhook' });
      assert.deepEqual(
        rows.map((row: { state: string }) => row.state),
        ['queued', 'queued'],
      );
      const { agent } = suite.office;
      assert.doesNotMatch((await agent.get('/admin?lang=en')).text, /Gateway \(webhook\) refuses/);
    });
  });
}
