import assert from 'node:assert/strict';
import type { HallRequest } from '../../../server/actions/queue/hall-order.ts';
import { minute } from '../../../server/domain/calendar/durations.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { paths } from '../../../server/web/paths.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { there } from '../../support/there.ts';
import { hidden, type Somebody, signedIn } from '../counter/signed-in.ts';

const site = 'BJ-TSY';
const counter = (label: number): string => `${site}-${label}`;
const floor = paths.floor(site);

/** Kinds of the alarms on a page, as they stand there. */
const alarmsOn = (html: string): string[] =>
  [...html.matchAll(/data-alarm="([^"]*)"/g)].map(([, kind]) => kind ?? '');

for (const engine of engines) {
  describe(`the floor of a hall [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let manager: Somebody;
    let walkIns = 0;
    let presses = 0;
    const order = async (request: HallRequest): Promise<string> => {
      const answer = await hall.system.halls.submit(site, request, { actor: theSystem });
      assert.ok(answer.ok, JSON.stringify([request, answer]));
      return answer.value.ticket?.id ?? '';
    };
    const walkIn = (code = 'RENEW'): Promise<string> => {
      walkIns += 1;
      const services = [{ code, quantity: 1 }];
      return order({ type: 'walk_in', id: `w${walkIns}`, services, priority: false, byStaff: true });
    };
    const page = async (who = manager): Promise<string> => (await who.agent.get(floor)).text;
    const act = async (fields: Readonly<Record<string, string>>, html?: string) => {
      const shown = html ?? (await page());
      presses += 1;
      return manager.agent
        .post(floor)
        .type('form')
        .send({ _csrf: hidden(shown, '_csrf'), form: `button-press-${presses}`, ...fields });
    };

    const setDuty = async (alarmsTo: string): Promise<void> => {
      const row = hall.system.database.writer('site').where({ code: site });
      const stored = await row.clone().first('hall');
      const policy = JSON.parse(there(stored).hall) as object;
      await row.clone().update({ hall: JSON.stringify({ ...policy, alarmsTo }) });
      await hall.system.database.writer('catalogue_version').increment('version', 1);
      hall.system.catalogueCache.forget();
    };

    beforeEach(async () => {
      hall = await startSystem({ engine });
      manager = await signedIn(hall, 'manager', [site]);
    });
    afterEach(() => hall?.close());

    it('is quiet on an empty day, and shows every counter and every queue', async () => {
      const html = await page();
      assert.deepEqual(alarmsOn(html), []);
      assert.match(html, /一切正常/);
      const { sites } = await hall.system.catalogue();
      for (const { code } of sites.get(site)?.counters ?? [])
        assert.ok(html.includes(`data-counter="${code}"`));
      for (const { code } of sites.get(site)?.queues ?? []) assert.ok(html.includes(`data-queue="${code}"`));
    });

    it('is for those who manage this hall, and shows nothing to a clerk or to another hall’s manager', async () => {
      await walkIn();
      const elsewhere = await signedIn(hall, 'manager', ['HZ']);
      const clerk = await signedIn(hall, 'counter', [site]);
      for (const { agent } of [elsewhere, clerk]) {
        const answer = await agent.get(floor);
        assert.equal(answer.status, 403);
        assert.doesNotMatch(answer.text, /data-floor/);
      }
      assert.equal((await hall.request.get(floor)).status, 303);
      assert.equal((await manager.agent.get(paths.floors())).headers['location'], floor);
    });

    it('tells of a queue that nobody serves, and opens a counter for it with one press', async () => {
      await walkIn();
      const before = await page();
      assert.deepEqual(alarmsOn(before), ['unserved_queue']);
      assert.equal((await act({ act: 'open', counter: counter(1) }, before)).status, 303);
      assert.deepEqual(alarmsOn(await page()), []);
      const again = await act({ act: 'open', counter: counter(1) });
      assert.equal(again.status, 409);
      assert.match(again.text, /role="alert"/);
    });

    it('lets an open counter serve a queue more, from the next call on, and writes down who did it', async () => {
      const { sites } = await hall.system.catalogue();
      const its = sites.get(site);
      const enrol = its?.services.find(({ service }) => service === 'NEW')?.queue ?? '';
      const other = its?.counters.find(({ queues }) => !queues.includes(enrol));
      assert.ok(other !== undefined);
      await order({ type: 'open_counter', counter: other.code, staff: null });
      const ticket = await walkIn('NEW');
      assert.deepEqual(alarmsOn(await page()), ['unserved_queue']);
      assert.equal((await act({ act: 'serve', counter: other.code, queue: enrol })).status, 303);
      assert.deepEqual(alarmsOn(await page()), []);
      assert.equal(await order({ type: 'call_next', counter: other.code }), ticket);
      const audit = await hall.system.database.reader('audit').where({ action: 'site.counters' }).first();
      assert.equal(audit?.actor, `staff:${manager.id}`);
    });

    it('tells the manager on duty of an alarm by one press, once in an hour, and says so; without an address it says that', async () => {
      await walkIn();
      const press = { act: 'message', alarm: /name="alarm" value="([^"]*)"/.exec(await page())?.[1] ?? '' };
      const nobody = await act(press);
      assert.equal(nobody.status, 409);
      assert.match(nobody.text, /没有设置值班经理的邮箱/);
      await setDuty('duty@test.invalid');
      assert.equal((await act({ ...press, alarm: 'help 99' })).status, 409);
      assert.equal((await act(press)).status, 303);
      const again = await act(press);
      assert.equal(again.status, 409);
      assert.match(again.text, /data-told>\s*刚刚已通知值班经理/);
      assert.doesNotMatch(again.text, /value="message"/);
      const sent = hall.system.database.reader('outbox').where({ template: 'floor_alarm' });
      assert.deepEqual(await sent.pluck('recipient'), ['duty@test.invalid']);
      const audit = await hall.system.database.reader('audit').where({ action: 'floor.tell' });
      assert.deepEqual(
        audit.map(({ actor }) => actor),
        [`staff:${manager.id}`],
      );
      hall.clock.advance(60 * minute);
      assert.match(await page(await signedIn(hall, 'manager', [site])), /value="message"/);
    });

    it('ends a service that takes three times its usual, and never that of whoever came after', async () => {
      await order({ type: 'open_counter', counter: counter(1), staff: manager.id });
      const first = await walkIn('UNLOCK');
      await order({ type: 'call_next', counter: counter(1) });
      await order({ type: 'start', counter: counter(1) });
      hall.clock.advance(29 * minute);
      const html = await page();
      assert.deepEqual(alarmsOn(html), ['long_service']);
      const press = { act: 'finish', counter: counter(1), ticket: first };
      await order({ type: 'finish', counter: counter(1), outcome: 'completed' });
      const second = await walkIn();
      await order({ type: 'call_next', counter: counter(1) });
      await order({ type: 'start', counter: counter(1) });
      const late = await act(press, html);
      assert.equal(late.status, 409);
      assert.equal((await act({ ...press, ticket: second })).status, 303);
      const state = await hall.system.database.reader('ticket').where({ id: second }).first('state');
      assert.equal(state?.state, 'done');
    });

    it('says who is at a counter with whom, and how long against the usual', async () => {
      await order({ type: 'open_counter', counter: counter(1), staff: manager.id });
      await walkIn();
      await order({ type: 'call_next', counter: counter(1) });
      hall.clock.advance(4 * minute);
      const [, card = ''] = (await page()).split(`data-counter="${counter(1)}"`);
      const own = card.slice(0, card.indexOf('</li>'));
      assert.match(own, /职员/);
      assert.match(own, /A001/);
      assert.match(own, />4:00</);
      assert.match(own, /通常 \d+ 分钟/);
    });

    it('brings back who was set aside, and answers a call for help', async () => {
      await order({ type: 'open_counter', counter: counter(1), staff: null });
      const ticket = await walkIn();
      await order({ type: 'call_next', counter: counter(1) });
      await order({ type: 'park', counter: counter(1) });
      await order({ type: 'ask_help', counter: counter(1) });
      const html = await page();
      assert.deepEqual(alarmsOn(html), ['help']);
      assert.match(html, /暂离 ·/);
      assert.equal((await act({ act: 'resume-ticket', ticket })).status, 303);
      assert.equal((await act({ act: 'end-help', counter: counter(1) })).status, 303);
      const after = await page();
      assert.deepEqual(alarmsOn(after), []);
      assert.match(after, /1 人等候/);
    });

    it('tells of a counter whose clerk has signed out in mid-service, and who was left there', async () => {
      const clerk = await signedIn(hall, 'counter', [site]);
      await order({ type: 'open_counter', counter: counter(1), staff: clerk.id });
      await walkIn();
      await order({ type: 'call_next', counter: counter(1) });
      await order({ type: 'start', counter: counter(1) });
      assert.deepEqual(alarmsOn(await page()), []);
      const { text } = await clerk.agent.get(paths.counter.choose());
      await clerk.agent
        .post(paths.staff.signOut())
        .type('form')
        .send({ _csrf: hidden(text, '_csrf') });
      const html = await page();
      assert.deepEqual(alarmsOn(html), ['left_behind']);
      assert.match(html, /1 号窗口的人员已离开，A001/);
    });

    it('tells after closing of whoever still waits, with the way to end the day; then nothing', async () => {
      await walkIn();
      hall.clock.set('2026-11-23T19:00:00+08:00');
      const evening = await signedIn(hall, 'manager', [site]);
      const html = await page(evening);
      assert.deepEqual(alarmsOn(html), ['unserved_queue']);
      assert.match(html, /href="\/admin\/day\?site=BJ-TSY"[^>]*>结束今天</);
      await order({ type: 'close_day', because: 'staff' });
      assert.deepEqual(alarmsOn(await page(evening)), []);
      hall.clock.set(mondayMorning);
    });
  });
}
