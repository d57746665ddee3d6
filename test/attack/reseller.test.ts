import assert from 'node:assert/strict';
import { serveWaitlists } from '../../server/jobs/serve-waitlists.ts';
import { inventedCreditCode } from '../support/credit-codes.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { changeRules } from '../support/site-rules.ts';
import { solveWork, workOn } from '../support/solve-work.ts';
import { there } from '../support/there.ts';
import { Visitor, validDetails } from '../web/booking/visitor.ts';
import { inventedNames, itsAddress } from './reseller.ts';

const deep = process.env['HALL_DEEP'] !== undefined;
const honest = deep ? 50 : 3;
const codes = deep ? 1000 : 40;
const browsers = deep ? 200 : 18;
// more than its networks may have: it is they that stop it
const solved = deep ? 40 : 6;
/** two minutes in quarters: who was asked to wait tries again in the next one */
const rounds = 4;
const opens = '2026-11-23T09:00:00+08:00';
/** where every step before is done */
const timePage = '/book/time?service=RENEW&answer=RENEW_STATE.VALID&site=BJ-TSY';
/** the day that opens then */
const day = '2026-12-07';
const env = { RATE_LIMITS: 'on', TRUST_PROXY: '1' };

interface Offer {
  readonly days: readonly {
    readonly date: string;
    readonly slots: readonly { readonly start: string; readonly free: number }[];
  }[];
}

for (const engine of engines) {
  describe(`a reseller at the hour of release [${engine}]`, function () {
    this.timeout(deep ? 600_000 : 60_000);
    let halls: HallSystem[] = [];

    beforeEach(async () => {
      const first = await startSystem({ engine, clockStart: opens, env });
      halls = [first];
      await changeRules(first, 'BJ-TSY', { releaseAt: '09:00' });
      if (engine === 'postgres')
        halls.push(
          await startSystem({ engine, clockStart: opens, env, databaseUrl: first.system.config.databaseUrl }),
        );
    });
    afterEach(async () => {
      for (const hall of [...halls].reverse()) await hall.close();
    });
    const hallOf = (n: number) => there(halls[n % halls.length]);

    async function offered(n = 0): Promise<{ start: string; free: number }[]> {
      const answer = await hallOf(n)
        .request.get(`/api/v1/sites/BJ-TSY/slots?service=RENEW&from=${day}&to=${day}`)
        .set('X-Forwarded-For', `198.18.0.${n % 250}`);
      return [...((answer.body as Offer).days[0]?.slots ?? [])];
    }

    /** One request of the attacker, from a new address of its two networks each time. */
    async function attack(n: number, work: string | undefined): Promise<string> {
      const start = there(slots[n % slots.length]).start;
      const answer = await hallOf(n)
        .request.post('/api/v1/bookings')
        .set('X-Forwarded-For', itsAddress(n))
        .send({
          site: 'BJ-TSY',
          services: [{ code: 'RENEW' }],
          start,
          ...inventedNames(n),
          ...(work === undefined ? {} : { work }),
        });
      return answer.status === 201 ? 'booked' : String((answer.body as { code?: string }).code);
    }
    let slots: { start: string; free: number }[] = [];

    /** Somebody invented waits for the day before it opens; null: is refused. */
    async function wait(n: number): Promise<string | null> {
      const answer = await hallOf(n)
        .request.post('/api/v1/sites/BJ-TSY/waitlist')
        .set('X-Forwarded-For', itsAddress(n))
        .send({ services: [{ code: 'RENEW' }], from: day, to: day, ...inventedNames(codes + n) });
      if (answer.status !== 201)
        assert.equal((answer.body as { code?: string }).code, 'network_waiting_limit');
      return (answer.body as { token?: string }).token ?? null;
    }

    /** One try to take up what is kept for an entry. */
    async function takeUp(n: number, token: string): Promise<string> {
      const answer = await hallOf(n)
        .request.post(`/api/v1/waitlist/${token}/acceptance`)
        .set('X-Forwarded-For', itsAddress(n))
        .send({});
      return answer.status === 201 ? 'booked' : String((answer.body as { code?: string }).code);
    }

    /** Somebody with a browser and a network of their own; answers what became of it. */
    async function visit(n: number): Promise<'booked' | 'later' | 'none'> {
      const hall = hallOf(n);
      const browser = new Visitor({
        agent: () => {
          const agent = hall.agent();
          agent.set('X-Forwarded-For', `10.${n}.${n % 7}.8`);
          return agent;
        },
      });
      await browser.chooseUpToTime(['RENEW']);
      for (let tries = 0; tries < 10; tries += 1) {
        await browser.open(`${browser.at}&day=${day}`);
        const starts = browser.starts();
        if (starts.length === 0) return 'none';
        const challenge = there(workOn(browser.text));
        await browser.send({
          start: String(starts[(n * 5) % starts.length]),
          work: await solveWork(challenge),
        });
        if (browser.path === '/book/details') break;
        if (browser.page.status === 429) return 'later';
      }
      assert.equal(browser.path, '/book/details', browser.text);
      await browser.send({
        ...validDetails,
        creditCode: inventedCreditCode(5_000_000 + n),
        mobile: `138${String(10_000_000 + n)}`,
      });
      for (let tries = 0; tries < rounds; tries += 1) {
        await browser.send({});
        if (browser.path.startsWith('/bookings/')) return 'booked';
        assert.match(browser.text, /刚刚放号/);
        // a minute for everybody
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      return 'later';
    }
    const waiting: (() => void)[] = [];

    it('gets no more than a twentieth of the places, and everybody else who comes finds one', async () => {
      for (const hall of halls) hall.clock.advance(-3_600_000);
      const waits: string[] = [];
      for (let n = 0; n < codes / 10 + 20; n += 1) waits.push(...[(await wait(n)) ?? []].flat());
      assert.equal(waits.length, 20, 'ten of each network');
      for (const hall of halls) hall.clock.advance(3_600_000);
      slots = await offered();
      const places = slots.reduce((sum, { free }) => sum + free, 0);
      assert.equal(places, 84);
      await serveWaitlists(hallOf(0).system);
      const offers = await hallOf(0).system.database.reader('waitlist_entry').where({ state: 'offered' });
      assert.equal(offers.length, 4, 'two of each network while demand is high');
      const challenges = await Promise.all(
        Array.from({ length: solved }, async (_, n) => {
          const asked = await hallOf(n)
            .request.get('/api/v1/sites/BJ-TSY/work')
            .set('X-Forwarded-For', `203.0.113.${n}`);
          const { challenge } = asked.body as { challenge: Parameters<typeof solveWork>[0] };
          return solveWork(challenge);
        }),
      );
      const tally: Record<string, number> = {};
      const took = new Set<string>();
      const count = (answer: string) => {
        tally[answer] = (tally[answer] ?? 0) + 1;
      };
      const attacks = Array.from({ length: rounds }, () => async (from: number) => {
        for (let n = from; n < codes; n += rounds) {
          if (n % 10 === from)
            for (const token of waits.filter((one) => !took.has(one))) {
              const answer = await takeUp(n, token);
              if (answer === 'booked') took.add(token);
              count(`offer ${answer}`);
            }
          count(await attack(n, challenges[n % (deep ? codes / 10 : solved + 2)] ?? undefined));
        }
        await serveWaitlists(hallOf(from).system);
      });
      const visitors: Promise<string>[] = [];
      for (const [round, act] of attacks.entries()) {
        const attacking = act(round);
        for (let n = round; n < honest; n += rounds) visitors.push(visit(n));
        await attacking;
        const step = Promise.race([Promise.all(visitors.slice()), settledOrWaiting(visitors)]);
        await step;
        for (const hall of halls) hall.clock.advance(30_000);
        for (const go of waiting.splice(0)) go();
      }
      const outcome = await Promise.all(visitors);
      const rows = await hallOf(0).system.database.reader('booking').where({ day }).select('contact_mobile');
      const taken = rows.filter(({ contact_mobile }) => contact_mobile.startsWith('170')).length;
      console.log(
        `      ${codes} invented enterprises: ${JSON.stringify(tally)}; ${honest} others: all booked`,
      );
      assert.ok(taken <= places * 0.05, `${taken} of ${places}`);
      assert.equal(taken, (tally['booked'] ?? 0) + took.size);
      assert.deepEqual(new Set(outcome), new Set(['booked']));
    });

    it('does not empty a day in quiet hours either, when nobody else is there', async () => {
      for (const hall of halls) hall.clock.advance(5 * 3_600_000);
      slots = await offered();
      const answers: string[] = [];
      for (let n = 0; n < codes; n += 1) answers.push(await attack(n, undefined));
      assert.equal(answers.filter((answer) => answer === 'booked').length, 16, 'eight of each network');
      assert.deepEqual(new Set(answers), new Set(['booked', 'network_day_limit']));
    });

    it('keeps no more of a day by pages, with a fresh browser for each time, than it may book', async () => {
      for (const hall of halls) hall.clock.advance(5 * 3_600_000);
      const refused: string[] = [];
      let details = 0;
      let tooOften = 0;
      for (let n = 0; n < browsers; n += 1) {
        const hall = hallOf(n);
        const its = new Visitor({
          agent: () => {
            const agent = hall.agent();
            agent.set(
              'X-Forwarded-For',
              n % 2 === 0 ? `2001:db8:7:7:${n.toString(16)}::1` : `203.0.113.${n}`,
            );
            return agent;
          },
        });
        await its.open(`${timePage}&day=${day}`);
        const starts = its.starts();
        await its.send({ start: String(starts[n % starts.length]) });
        if (its.path === '/book/details') details += 1;
        else if (its.page.status === 429 && !/24 小时内/.test(its.text)) tooOften += 1;
        else refused.push(/24 小时内，从您所在的网络/.test(its.text) ? 'network' : its.text);
      }
      const kept = await hallOf(0).system.database.reader('hold').select('id');
      assert.deepEqual([kept.length, details], [16, 16], 'eight of each network');
      assert.deepEqual(new Set(refused), new Set(['network']));
      assert.ok(tooOften === 0 || deep, 'sixty forms of one household are enough for a while');
    });

    /** Comes back when each has finished, or waits for the next minute. */
    async function settledOrWaiting(visitors: readonly Promise<string>[]): Promise<void> {
      const open = new Set(visitors);
      for (const one of visitors) void one.finally(() => open.delete(one));
      while (open.size > waiting.length) await new Promise((resolve) => setImmediate(resolve));
    }
  });
}
