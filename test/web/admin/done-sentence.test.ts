import assert from 'node:assert/strict';
import { inventedBooking } from '../../../seeds/demo/invented-enterprises.ts';
import type { MessageTemplate } from '../../../server/domain/message/message.ts';
import { seededRandom } from '../../../server/domain/queue/forecast/seeded-random.ts';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { saveChannel } from '../../../server/store/message/channel-store.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { there } from '../../support/there.ts';
import { signIn } from './office.ts';

const goes = /系统将发消息通知预约人。/;
const cannot = /系统无法通知预约人（没有可用的邮箱或短信渠道），请致电告知。/;
const tell = {
  day: ['move', 'change', 'cancel', 'correct', 'decline', 'grant-release', 'decline-release'],
  agency: ['return-document', 'accept', 'ready', 'send'],
};
const silent = { day: ['note', 'check-in', 'lift-block'], agency: ['accept-document', 'close'] };

describe('what staff are told after an act that writes to the visitor', function () {
  this.timeout(60_000);
  const halls: HallSystem[] = [];
  const hallWith = async (env: Record<string, string>) => {
    const hall = await startSystem({ engine: 'sqlite', env, clockStart: mondayMorning });
    halls.push(hall);
    return { hall, office: await signIn(hall, 'administrator') };
  };
  after(async () => {
    for (const hall of halls) await hall.close();
  });

  let seed = 5;
  const booked = async ({ system }: HallSystem, email: string | null) => {
    seed += 1;
    const start = Date.parse('2026-11-24T09:00:00+08:00');
    const services = [{ code: 'RENEW', quantity: 1 }];
    const invented = inventedBooking(system, { site: 'HZ', start, services }, seededRandom(seed));
    const command = { ...invented, contact: { ...invented.contact, email } };
    assert.ok((await system.bookings.submit(command, { actor: theHolder })).ok);
    const { reference, id } = command;
    await system.database.writer('booking').where({ id }).update({ handling: 'online_agency' });
    return { reference, id, start };
  };

  it('says that a message goes out only where one can, and to telephone where none can', async () => {
    const mailing = await hallWith({ SMTP_URL: 'smtp://127.0.0.1:9' });
    const still = await hallWith({});
    const places = [
      { ...mailing, email: 'wang@test.invalid', says: goes },
      { ...mailing, email: null, says: cannot },
      { ...still, email: 'wang@test.invalid', says: cannot },
    ];
    for (const { hall, office, email, says } of places) {
      const { reference } = await booked(hall, email);
      for (const section of ['day', 'agency'] as const) {
        const done = async (act: string) =>
          (await office.agent.get(`/admin/${section}/${reference}?done=${act}`)).text;
        for (const act of tell[section]) assert.match(await done(act), says, `${act}, ${email}`);
        for (const act of silent[section]) {
          const text = await done(act);
          assert.match(text, /notice--done/, act);
          assert.doesNotMatch(text, /系统将发|系统无法通知/, act);
        }
      }
    }
  });

  it('asks for the very message that the act has written, where a provider has approved some alone', async () => {
    const { hall, office } = await hallWith({});
    const { bookings, database, clock } = hall.system;
    const approve = (templates: readonly MessageTemplate[]) =>
      saveChannel(
        database.writer,
        {
          ...{ site: 'HZ', kind: 'aliyun', active: true, secrets: '' },
          settings: {
            ...{ accessKeyId: 'x', signName: 'x' },
            templates: Object.fromEntries(
              templates.map((one) => [one, { 'zh-CN': { code: 'SMS_1', parameters: [] } }]),
            ),
          },
        },
        clock.now(),
      );
    const { reference, id, start } = await booked(hall, 'wang@test.invalid');
    const head = { booking: id, site: 'HZ', actor: { kind: 'staff', reason: 'x' } } as const;
    const acts = [
      ['move', { type: 'move', ...head, start: start + 3_600_000, overbook: false }],
      ['cancel', { type: 'cancel', ...head, chance: 0 }],
    ] as const;
    for (const [act, command] of acts) {
      const known = (await database.writer('outbox').pluck('id')) as string[];
      assert.ok((await bookings.submit(command, { actor: theHolder })).ok, act);
      const written = await database
        .writer('outbox')
        .whereNotIn('id', known)
        .whereNot({ template: 'reminder' })
        .first();
      const said = async () => (await office.agent.get(`/admin/day/${reference}?done=${act}`)).text;
      await approve([there(written).template as MessageTemplate]);
      assert.match(await said(), goes, act);
      await approve(['booked']);
      assert.match(await said(), cannot, act);
    }
  });
});
