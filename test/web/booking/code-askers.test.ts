import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { changeRules } from '../../support/site-rules.ts';
import { Visitor } from './visitor.ts';

const email = 'wang@enterprise.example';
const tenMinutes = 10 * 60_000;

for (const engine of engines) {
  describe(`a code for a contact that strangers know as well [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;

    before(async () => {
      hall = await startSystem({ engine, env: { RATE_LIMITS: 'on', TRUST_PROXY: '1' } });
    });
    after(() => hall.close());
    beforeEach(async () => {
      hall.clock.set(mondayMorning);
      await changeRules(hall, 'BJ-TSY', { demandStarts: 20, mobileProof: 'off' });
      for (const table of ['contact_code', 'outbox'] as const)
        await hall.system.database.writer(table).delete();
    });

    let networks = 0;
    /** A network that nobody has asked from. */
    const anotherNetwork = (): string => {
      networks += 1;
      return `10.${Math.floor(networks / 250)}.${networks % 250}.`;
    };
    let hosts = 0;
    /** From another host of a network each time: calls of one are limited by the minute. */
    const hostOf = (network: string): string => {
      hosts += 1;
      return `${network}${(hosts % 250) + 1}`;
    };
    const ask = async (network: string, to = email): Promise<number> =>
      (
        await hall.request
          .post('/api/v1/sites/BJ-TSY/contact-codes')
          .set('X-Forwarded-For', hostOf(network))
          .send({ email: to })
      ).status;
    const asked = async (times: number, network: string): Promise<number> => {
      let sent = 0;
      for (let n = 0; n < times; n += 1)
        if ((await ask(network, n % 2 === 0 ? email : email.toUpperCase())) === 201) sent += 1;
      return sent;
    };
    const refusals = async (): Promise<number> => {
      const { text } = await hall.request.get('/metrics');
      return Number(/hall_cap_refused_total\{cap="contact_codes"\} (\d+)/.exec(text)?.[1]);
    };
    const browserAt = async (network: string) => {
      const agent = hall.agent();
      const moveTo = (to: string): void => void agent.set('X-Forwarded-For', hostOf(to));
      moveTo(network);
      const own = await new Visitor({ agent: () => agent }).chooseUpToTime(['RENEW']);
      return { own, moveTo, agent, toCode: own.at.replace('/book/time', '/book/code') };
    };
    /** Asks for a code by the page; answers its id, null: none was sent. */
    const codeBy = async (browser: Visitor, toCode: string, to = email): Promise<string | null> => {
      await browser.open(toCode);
      await browser.send({ mobile: '', email: to });
      if (browser.page.status === 429) return null;
      return new URL(browser.at, 'http://x').searchParams.get('sent');
    };
    const everybodyAsks = async (): Promise<number> => {
      let sent = 0;
      for (let n = 0; n < 10; n += 1) sent += await asked(4, anotherNetwork());
      return sent;
    };

    it('goes out to each network three times in ten minutes and six a day, so that one does not use up another’s', async () => {
      const stranger = anotherNetwork();
      const before = await refusals();
      assert.equal(await asked(5, stranger), 3);
      assert.equal((await refusals()) - before, 2, 'is counted');
      assert.equal(await ask(anotherNetwork()), 201, 'whose contact it is');
      hall.clock.advance(tenMinutes);
      assert.equal(await asked(5, stranger), 3);
      hall.clock.advance(tenMinutes);
      assert.equal(await asked(2, stranger), 0, 'six a day');
      hall.clock.advance(24 * 3_600_000);
      assert.equal(await ask(stranger), 201);
    });

    it('goes out twelve times in ten minutes and thirty a day, however many ask, also at once', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => ask(anotherNetwork())));
      assert.equal(answers.filter((status) => status === 201).length, 12);
      let all = 12;
      for (let n = 0; n < 3; n += 1) {
        hall.clock.advance(tenMinutes);
        all += await everybodyAsks();
      }
      assert.equal(all, 30);
      const sent = await hall.system.database.reader('outbox').where({ template: 'contact_code' });
      assert.equal(sent.length, 30, 'no message more');
    });

    it('is sent to a device that has proven it before, whatever strangers have used up, in its network too', async () => {
      const home = anotherNetwork();
      const { own, moveTo, toCode } = await browserAt(home);
      const id = (await codeBy(own, toCode)) ?? '';
      await own.send({ id, code: hall.system.secrets.codeFor(id) });
      assert.equal(own.path, '/book/time');
      hall.clock.advance(3 * 3_600_000);
      await everybodyAsks();
      for (let n = 0; n < 25; n += 1) await ask(home, `n${n}@enterprise.example`);
      assert.equal(await ask(home), 429, 'strangers');
      const again = await codeBy(own, toCode);
      assert.ok(again !== null, own.text);
      moveTo(anotherNetwork());
      assert.equal(
        (await codeBy(own, toCode, 'other@enterprise.example')) === null,
        false,
        'as a stranger, elsewhere',
      );
      moveTo(home);
      assert.equal(
        await codeBy(own, toCode, 'another@enterprise.example'),
        null,
        'known for the one contact alone',
      );
      assert.ok((await codeBy(own, toCode)) !== null && (await codeBy(own, toCode)) !== null);
      assert.equal(await codeBy(own, toCode), null, 'three in ten minutes for it, too');
      await own.open(`${toCode}&sent=${again}&by=mail`);
      await own.send({ id: again, code: hall.system.secrets.codeFor(again) });
      assert.equal(own.path, '/book/time', 'the first of them still serves');
      hall.clock.advance(92 * 86_400_000);
      await everybodyAsks();
      assert.equal(await codeBy(own, toCode), null, 'known for ninety days');
    });

    it('is not sent to whoever brings a device that was never sealed here', async () => {
      await everybodyAsks();
      const { own, agent, toCode } = await browserAt(anotherNetwork());
      agent.set('Cookie', `proven=${Buffer.alloc(60, 7).toString('base64url')}`);
      assert.equal(await codeBy(own, toCode), null);
    });
  });
}
