import assert from 'node:assert/strict';
import { bookedInARow } from '../../../support/booked-in-a-row.ts';
import { inventedCreditCode } from '../../../support/credit-codes.ts';
import { engines } from '../../../support/engines.ts';
import { there } from '../../../support/there.ts';
import { Visitor } from '../../booking/visitor.ts';
import { hallAndOffice } from '../hall-and-office.ts';

const site = 'BJ-TSY';
const list = '/admin/clusters';
const days = { from: '2026-11-24', to: '2026-11-24' };

for (const engine of engines) {
  describe(`who waits by the hand whose bookings are released [${engine}]`, function () {
    this.timeout(60_000);
    const suite = hallAndOffice(engine, 'manager', [site]);
    let n = 0;
    const join = async (name: string, mobile: string) => {
      n += 1;
      const joined = await suite.hall.request.post(`/api/v1/sites/${site}/waitlist`).send({
        ...{ services: [{ code: 'RENEW' }], ...days, consent: true, locale: 'zh-CN' },
        enterprise: { name, creditCode: inventedCreditCode(n) },
        contact: { name: '王芳', mobile, email: `wait${n}@test.invalid` },
      });
      assert.equal(joined.status, 201, joined.text);
      suite.hall.clock.advance(1000);
      return String(joined.body.token);
    };
    const stands = async (token: string) => {
      const { body } = await suite.hall.request.get(`/api/v1/waitlist/${token}`);
      return `${body.state}${body.setAside ? ', aside' : ''}`;
    };
    const row = async (token: string) => {
      const { reader } = suite.hall.system.database;
      const entries = await reader('waitlist_entry').whereNull('anonymised_at').select();
      const { tokenFor } = suite.hall.system.secrets;
      return there(entries.find(({ id }) => tokenFor('waitlist', id) === token));
    };

    it('is set aside before a place is free, is told, asks for another look, and is put back in its turn', async () => {
      const { hall, office } = suite;
      const { database } = hall.system;
      const made = await bookedInARow(hall, {
        ...{ count: 5, start: '2026-11-24T09:00:00+08:00' },
        enterprise: (k) => `星海贸易第${k}公司`,
        mobile: () => '13800007000',
      });
      const itsOwn = await join('星海贸易第8公司', '13800007000');
      const honest = await join('泰和进出口有限公司', '13900002222');
      const page = `${list}/${there(made[0]).reference}`;
      const form = {
        ...(await office.form(page)),
        booking: made.map(({ reference }) => reference),
        ...{ cause: 'by_machine', note: '致电无人接听' },
      };
      const asked = await office.send(page, form);
      const token = there(/name="_confirm" value="([^"]+)"/.exec(asked.text))[1] ?? '';
      const done = await office.send(page, { ...form, _confirm: token });
      assert.equal(done.headers['location'], `${list}?released=5&left=0&aside=1`);
      assert.match((await office.agent.get(String(done.headers['location']))).text, /1 个候补已搁置/);
      assert.equal(await stands(itsOwn), 'waiting, aside');
      assert.equal(await stands(honest), 'offered', 'the first whom no hand has');
      const entry = await row(itsOwn);
      assert.equal(entry.aside_cause, 'by_machine');
      const told = await database.reader('outbox').where({ booking: entry.id }).pluck('template');
      assert.deepEqual(told.sort(), ['wait_aside', 'wait_joined']);
      const audit = await database.reader('audit').where({ subject: entry.id }).pluck('action');
      assert.deepEqual(audit, ['waitlist.set_aside']);

      const visitor = new Visitor(hall);
      await visitor.open(`/waitlist/${itsOwn}`);
      assert.match(visitor.text, /疑似同一人所为（疑似/);
      await visitor.send({}, `${visitor.path}/review`);
      assert.match(visitor.text, /已申请重新核实/);
      assert.doesNotMatch(visitor.text, /\/review"/, 'asked once');
      const { path } = visitor;
      const kept = await visitor.open(`${path}/data.json`);
      assert.match(kept.text, /"askedAt": "2026-11-23T/);
      assert.doesNotMatch(kept.text, /\b1[78]\d{11}\b/, 'times as people write them');
      await visitor.open(path);
      await visitor.open(`/waitlist/${honest}`);
      const other = await visitor.post({}, `${visitor.path}/review`);
      assert.equal(other.status, 409, 'who is not set aside has nothing to ask');

      assert.match((await office.agent.get('/admin/waitlist')).text, /已搁置，申请重新核实/);
      const at = `/admin/waitlist/${entry.id}`;
      const back = { ...(await office.form(at)), act: 'back', reason: '已电话核实' };
      assert.equal((await office.send(at, back)).status, 303);
      assert.equal(await stands(itsOwn), 'waiting');
      const again = await row(itsOwn);
      assert.deepEqual([again.aside_at, Number(again.created_at)], [null, Number(entry.created_at)]);
    });
  });
}
