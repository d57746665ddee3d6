import assert from 'node:assert/strict';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { bookCommand } from '../../support/commands.ts';
import { engines } from '../../support/engines.ts';
import { there } from '../../support/there.ts';
import { hallAndOffice } from './hall-and-office.ts';
import type { Form } from './office.ts';

const parts = '/admin/sites/BJ-TSY/parts';

for (const engine of engines) {
  describe(`the staff of one counter are away [${engine}]`, function () {
    this.timeout(60_000);
    const suite = hallAndOffice(engine, 'manager', ['BJ-TSY']);

    const free = async (date: string) => {
      const { body } = await suite.hall.request.get(
        `/api/v1/sites/BJ-TSY/slots?service=RENEW&from=${date}&to=${date}`,
      );
      const slots = body.days[0].slots as { start: string; free: number }[];
      return (time: string) => slots.find(({ start }) => start.includes(`T${time}`))?.free ?? 0;
    };

    it('for two days from and until a time: its share of the places goes, what no longer fits is listed first, and all of it comes back', async () => {
      const { hall, office } = suite;
      const { counters, queues } = there((await hall.system.catalogue()).sites.get('BJ-TSY'));
      const queue = there(queues.find(({ code }) => code === 'A'));
      const serving = counters.filter((one) => one.queues.includes(queue.id));
      assert.ok(serving.length > 1);
      const left = Math.floor((queue.places * (serving.length - 1)) / serving.length);
      assert.ok(left > 0 && left < queue.places);
      for (let n = 0; n < queue.places; n += 1) {
        const start = Date.parse('2026-11-25T10:00:00+08:00');
        const enterprise = { name: '测试企业', creditCode: `CODE-${n}`, customsCode: null };
        const command = bookCommand({ id: `b${n}`, start, enterprise, mobile: `1380000000${n}` });
        assert.ok((await hall.system.bookings.submit(command, { actor: theHolder })).ok);
      }
      const form: Form = {
        ...(await office.form(parts)),
        'parts.new1.part': `counter:${there(serving[0]).code}`,
        'parts.new1.first': '2026-11-25',
        'parts.new1.last': '2026-11-26',
        'parts.new1.from': '09:30',
        'parts.new1.to': '11:00',
        'parts.new1.reason.zh-CN': '人员外出培训',
        'parts.new1.reason.en': 'Staff in training',
      };
      const told = await office.send(`${parts}?lang=en`, form);
      assert.match(told.text, new RegExp(`${queue.places - left} bookings? no longer fit`));
      const token = there(/name="_confirm" value="([^"]+)"/.exec(told.text))[1] ?? '';
      assert.equal((await office.send(parts, { ...form, _confirm: token })).status, 303);
      const conflicts = await office.agent.get('/admin/sites/BJ-TSY/conflicts?lang=en');
      assert.match(conflicts.text, new RegExp(`${queue.places - left} bookings? do(es)? not fit`));
      const [wednesday, thursday, friday] = [
        await free('2026-11-25'),
        await free('2026-11-26'),
        await free('2026-11-27'),
      ];
      assert.deepEqual(
        [wednesday('09:00'), wednesday('09:30'), wednesday('10:00'), wednesday('11:00')],
        [queue.places, left, 0, queue.places],
      );
      assert.deepEqual(
        [thursday('09:30'), thursday('11:00'), friday('09:30')],
        [left, queue.places, queue.places],
      );

      const shown = await office.form(parts);
      const [id = ''] = Object.keys(shown).flatMap((name) => /^parts\.([^.]+)\.first$/.exec(name)?.[1] ?? []);
      const gone = await office.send(parts, { ...shown, [`parts.${id}.remove`]: 'on' });
      if (gone.status !== 303)
        assert.fail(gone.text.match(/error-summary.*?<\/ul>/s)?.[0] ?? gone.text.slice(0, 400));
      assert.equal((await free('2026-11-26'))('09:30'), queue.places, 'opened again');
    });
  });
}
