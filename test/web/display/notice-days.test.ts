import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { type Office, signIn } from '../admin/office.ts';

const site = 'BJ-TSY';
const path = `/admin/sites/${site}/notices`;

for (const engine of engines) {
  describe(`a notice with a first and a last day [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let office: Office;
    before(async () => {
      hall = await startSystem({ engine, clockStart: '2026-11-23T10:00:00+08:00' });
      office = await signIn(hall, 'manager', [site]);
    });
    after(() => hall.close());

    const save = async (fields: Readonly<Record<string, string>>) =>
      office.send(path, {
        ...(await office.form(path)),
        'notices.new1.text.zh-CN': '周三下午停电检修',
        'notices.new1.text.en': 'No electricity on Wednesday afternoon',
        ...fields,
      });
    const wallAt = async (at: string) => {
      hall.clock.set(at);
      const { text } = await hall.request.get(`/display/${site}`);
      return { shown: text.includes('周三下午停电检修'), release: /data-release="([^"]+)"/.exec(text)?.[1] };
    };

    it('stands on the wall on these days alone, and walls that nobody touches see it begin and end', async () => {
      const done = await save({ 'notices.new1.first': '2026-11-24', 'notices.new1.last': '2026-11-25' });
      assert.equal(done.status, 303, done.text);
      const walls = [];
      for (const day of ['2026-11-23T23:59', '2026-11-24T00:00', '2026-11-25T23:59', '2026-11-26T00:00'])
        walls.push(await wallAt(`${day}:00+08:00`));
      assert.deepEqual(
        walls.map(({ shown }) => shown),
        [false, true, true, false],
      );
      const [before, first, last, after] = walls.map(({ release }) => release);
      assert.ok(before !== undefined && before !== first && last !== after && first === last);
    });

    it('is not saved when it ends before it begins, which is said where it was typed', async () => {
      hall.clock.set('2026-11-23T10:05:00+08:00');
      office = await signIn(hall, 'administrator');
      const wrong = await save({ 'notices.new1.first': '2026-12-02', 'notices.new1.last': '2026-12-01' });
      assert.equal(wrong.status, 422);
      assert.match(wrong.text, /notices\.new1\.last-error/);
    });
  });
}
