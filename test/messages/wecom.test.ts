import assert from 'node:assert/strict';
import { alarmMessages } from '../../server/domain/message/alarm-message.ts';
import { saveChannel } from '../../server/store/message/channel-store.ts';
import { refusingChannels } from '../../server/store/message/refused-query.ts';
import { onEveryEngine } from '../support/engines.ts';
import { type Deliverer, deliverer, outboxRows, seal } from './delivery-play.ts';
import { type FakeWechat, openFakeWechat } from './fake-wechat.ts';
import { emptyOutbox, minute, now, putMessages, site } from './mail-fixture.ts';

onEveryEngine('the robot of a WeCom group', (open) => {
  let wecom: FakeWechat;
  let process: Deliverer;
  before(async () => {
    wecom = await openFakeWechat();
  });
  beforeEach(async () => {
    await emptyOutbox(open());
    wecom.calls.length = 0;
    wecom.refuse.length = 0;
    process = deliverer(open(), null);
    const secrets = seal.close({ key: '693axxx6-7aoc-4bc4' });
    const settings = { endpoint: wecom.url };
    await saveChannel(
      open().writer,
      { site: site.code, kind: 'wecom', settings, secrets, active: true },
      now,
    );
  });
  after(() => wecom.close());

  const alarms = (count: number): Promise<void> =>
    putMessages(
      open(),
      Array.from({ length: count }, (_, at) =>
        alarmMessages(
          { words: 'help', facts: { label: String(at + 1) } },
          { site, since: now, to: [], robot: true },
        ),
      ).flat(),
      now,
    );
  const states = async (): Promise<readonly string[]> =>
    [...new Set((await outboxRows(open())).map(({ state }) => state))].sort();

  it('posts what is due as one message of Markdown, in the form of its document', async () => {
    await alarms(3);
    await process.deliver();
    assert.equal(wecom.calls.length, 1);
    const [{ method, path, query, body } = { method: '', path: '', query: null, body: {} }] = wecom.calls;
    assert.deepEqual(
      [method, path, query?.get('key')],
      ['POST', '/cgi-bin/webhook/send', '693axxx6-7aoc-4bc4'],
    );
    const { msgtype, markdown } = body as { msgtype: string; markdown: { content: string } };
    assert.equal(msgtype, 'markdown');
    const lines = markdown.content.split('\n');
    assert.equal(lines.length, 3);
    for (const line of lines) assert.match(line, /^> .*\d.*/);
    assert.deepEqual(await states(), ['sent']);
  });

  it('twenty posts of a minute are the most, of 4,096 bytes each; what is over waits for the next minute', async () => {
    await alarms(200);
    await process.deliver();
    process.now += minute / 2;
    await process.deliver();
    assert.equal(wecom.calls.length <= 20, true, `${wecom.calls.length} posts`);
    for (const { body } of wecom.calls)
      assert.ok(Buffer.byteLength((body as { markdown: { content: string } }).markdown.content) <= 4096);
    for (let minutes = 0; minutes < 3; minutes += 1) {
      process.now += minute + 1;
      await process.deliver();
    }
    assert.deepEqual(await states(), ['sent']);
    assert.equal(wecom.calls.length, 25);
  });

  it('93000: a webhook that is none is a fault of the channel; 45009: too often passes', async () => {
    await alarms(1);
    wecom.refuse.push(93000);
    await process.deliver();
    assert.deepEqual(await refusingChannels(open().reader), [
      { kind: 'wecom', site: site.code, code: '93000', count: 1 },
    ]);
    await alarms(1);
    wecom.refuse.push(45009);
    await process.deliver();
    assert.deepEqual(await states(), ['dead', 'queued']);
  });
});
