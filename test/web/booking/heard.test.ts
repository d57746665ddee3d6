import assert from 'node:assert/strict';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { Visitor, validDetails } from './visitor.ts';

const unheard = /没有邮件或短信通知，变更和进度请回到本页查看/;

describe('what is promised after booking', () => {
  const halls: HallSystem[] = [];
  const hallWith = async (env: Record<string, string>) => {
    const hall = await startSystem({ engine: 'sqlite', env, clockStart: mondayMorning });
    halls.push(hall);
    return hall;
  };
  before(function () {
    this.timeout(60_000);
  });
  after(async () => {
    for (const hall of halls) await hall.close();
  });

  it('depends on whether a message is sent at all', async function () {
    this.timeout(60_000);
    const email = 'wang@test.invalid';
    const silent = await hallWith({});
    const mailing = await hallWith({ SMTP_URL: 'smtp://127.0.0.1:9' });
    const told = async (hall: HallSystem, more: Record<string, string>) =>
      (await new Visitor(hall).book(['RENEW'], { ...validDetails, ...more })).text;
    assert.match(await told(silent, { email }), unheard, 'mail is written and not sent');
    const nobody = await new Visitor(mailing).chooseUpToTime(['RENEW'], 'HZ');
    await nobody.takeTime();
    await nobody.send(validDetails);
    await nobody.send({});
    assert.match(nobody.text, unheard, 'nobody has given an address');
    await nobody.send({ mode: 'online_agency' }, `${nobody.path}/handling`);
    assert.match(nobody.text, /审核结果没有地方可以通知您[\s\S]*href="[^"]*\/contact">填写邮箱/);
    const mobile = '13800138009';
    assert.doesNotMatch(await told(mailing, { email, mobile, creditCode: '914403001922038216' }), unheard);
  });
});
