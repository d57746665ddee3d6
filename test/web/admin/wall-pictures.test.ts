import assert from 'node:assert/strict';
import { mostPictures } from '../../../server/domain/queue/screens/wall-picture.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { samplePng } from '../../support/sample-picture.ts';
import { hidden, type Somebody, signedIn } from '../counter/signed-in.ts';

const page = '/admin/sites/BJ-TSY/pictures';
const blue = samplePng(16, 9, [0, 60, 140]);

interface Shown {
  readonly release: string;
  readonly pictures: readonly { readonly address: string; readonly isVideo: boolean }[];
}

for (const engine of engines) {
  describe(`a branch's own pictures [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let manager: Somebody;
    const tokenOf = async (who: Somebody): Promise<string> =>
      hidden((await who.agent.get('/staff/account')).text, '_csrf');
    const upload = async (who: Somebody, bytes: Buffer | null, name = 'hall.png') => {
      const sent = who.agent.post(`${page}?_csrf=${await tokenOf(who)}`);
      return bytes === null ? sent.field('nothing', '1') : sent.attach('file', bytes, name);
    };
    const remove = async (sha256: string) =>
      manager.agent
        .post(`${page}/removal`)
        .type('form')
        .send({ _csrf: await tokenOf(manager), picture: sha256 })
        .expect(303);
    const shown = async (site = 'BJ-TSY'): Promise<Shown> => {
      const html = (await hall.request.get(`/display/${site}`).expect(200)).text;
      const text = /data-settings="([^"]*)"/.exec(html)?.[1]?.replaceAll('&#34;', '"') ?? '{}';
      return JSON.parse(text) as Shown;
    };
    before(async () => {
      hall = await startSystem({ engine });
      manager = await signedIn(hall, 'manager');
    });
    after(() => hall.close());

    it('are on the walls of that branch, byte for byte, until they are removed; walls follow by themselves', async () => {
      const before = await shown();
      assert.deepEqual(before.pictures, []);
      assert.equal((await upload(manager, blue)).status, 303);
      const after = await shown();
      assert.notEqual(after.release, before.release);
      const [picture] = after.pictures;
      assert.equal(picture?.isVideo, false);
      const seen = await hall.request
        .get(picture?.address ?? '')
        .expect(200)
        .expect('Content-Type', 'image/png');
      assert.deepEqual(seen.body, blue);
      assert.match(String(seen.headers['cache-control']), /immutable/);
      assert.deepEqual((await shown('BJ-ZGC')).pictures, [], 'another branch');
      const sha256 = /([0-9a-f]{64})\.png/.exec(picture?.address ?? '')?.[1] ?? '';
      await hall.request.get(`/display/BJ-ZGC/pictures/${sha256}.png`).expect(404);
      await remove(sha256);
      assert.deepEqual((await shown()).pictures, []);
      await hall.request.get(picture?.address ?? '').expect(404);
      await remove(sha256);
    });

    it('are refused with what is wrong, and the file named', async () => {
      const cases: readonly (readonly [Buffer | null, string, RegExp])[] = [
        [null, '', /没有选择文件/],
        [Buffer.from('<script>alert(1)</script>'), 'a<b.png', /“a&lt;b\.png”不是/],
        [blue.subarray(0, 30), 'cut.png', /“cut\.png”不完整/],
        [Buffer.concat([blue, Buffer.alloc(3_000_000)]), 'big.png', /“big\.png”太大/],
        [Buffer.alloc(9_000_000), 'huge.mp4', /太大/],
      ];
      for (const [bytes, name, told] of cases) {
        const answer = await upload(manager, bytes, name);
        assert.equal(answer.status, 422, name);
        assert.match(answer.text, told);
        assert.match(answer.text, /<title>错误：/);
      }
      assert.deepEqual((await shown()).pictures, []);
    });

    it('are never more than fit, however many come at once', async () => {
      const colours = Array.from({ length: mostPictures + 3 }, (_none, index) => index);
      const answers = await Promise.all(
        colours.map((index) => upload(manager, samplePng(8, 8, [index, 0, 0]), `${index}.png`)),
      );
      const statuses = answers.map(({ status }) => status).sort();
      assert.deepEqual(statuses, [...Array(mostPictures).fill(303), 409, 409, 409]);
      assert.equal((await shown()).pictures.length, mostPictures);
      const again = await upload(manager, samplePng(8, 8, [0, 0, 0]));
      assert.ok(again.status === 303 || again.status === 409);
      assert.equal((await shown()).pictures.length, mostPictures, 'the same once more is no other one');
    });

    it('are nobody else’s to change, and changes are audited', async () => {
      for (const [role, sites] of [
        ['counter', []],
        ['manager', ['BJ-ZGC']],
      ] as const)
        assert.equal((await upload(await signedIn(hall, role, [...sites]), blue)).status, 403);
      const rows = await hall.system.database
        .reader('audit')
        .whereIn('action', ['wall_picture.keep', 'wall_picture.drop'])
        .select('action', 'subject');
      assert.ok(rows.length > mostPictures);
      assert.ok(rows.every(({ subject }) => subject === 'BJ-TSY'));
    });
  });
}
