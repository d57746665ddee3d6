import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SoundAddresses } from '../../../server/domain/queue/screens/display-settings.ts';
import { largestRecording } from '../../../server/domain/queue/screens/recording.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { hidden, type Somebody, signedIn } from '../counter/signed-in.ts';

const wave = readFileSync(resolve(import.meta.dirname, '../../../public/sounds/en/ticket.wav'));
const page = '/admin/sites/BJ-TSY/recordings';

for (const engine of engines) {
  describe(`a branch's own voice [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let manager: Somebody;
    const upload = async (who: Somebody, files: Readonly<Record<string, Buffer>>, language = 'zh-CN') => {
      const html = (await who.agent.get('/staff/account')).text;
      const sent = who.agent.post(`${page}?_csrf=${hidden(html, '_csrf')}`).field('language', language);
      for (const [name, bytes] of Object.entries(files)) sent.attach('files', bytes, name);
      return sent;
    };
    const soundOf = async (fragment: string): Promise<string> => {
      const html = (await hall.request.get('/display/BJ-TSY').expect(200)).text;
      const text = /data-settings="([^"]*)"/.exec(html)?.[1]?.replaceAll('&#34;', '"') ?? '{}';
      const { own, 'built-in': ours } = (JSON.parse(text) as { sounds: SoundAddresses }).sounds;
      return own[fragment] ?? ours[fragment] ?? '';
    };
    before(async () => {
      hall = await startSystem({ engine });
      manager = await signedIn(hall, 'manager');
    });
    after(() => hall.close());

    it('is what displays say once it is uploaded, byte for byte, and no longer when it is removed', async () => {
      assert.match(await soundOf('zh-CN/haoqingdao'), /^\/assets\/sounds/);
      assert.equal((await upload(manager, { 'haoqingdao.wav': wave, 'A.wav': wave })).status, 303);
      const address = await soundOf('zh-CN/haoqingdao');
      const heard = await hall.request.get(address).expect(200).expect('Content-Type', 'audio/wav');
      assert.deepEqual(heard.body, wave);
      assert.match(await soundOf('zh-CN/0'), /^\/assets\/sounds/);
      assert.match((await manager.agent.get(page)).text, /上传于/);
      const html = (await manager.agent.get(page)).text;
      await manager.agent
        .post(`${page}/removal`)
        .type('form')
        .send({ _csrf: hidden(html, '_csrf'), fragment: 'zh-CN/haoqingdao' })
        .expect(303);
      assert.match(await soundOf('zh-CN/haoqingdao'), /^\/assets\/sounds/);
      assert.equal(await soundOf('zh-CN/A'), address, 'the other one stays');
    });

    it('makes the page of a display another release, so that walls follow by themselves', async () => {
      const release = async (): Promise<string> =>
        /data-release="([^"]+)"/.exec((await hall.request.get('/display/BJ-TSY')).text)?.[1] ?? '';
      const before = await release();
      hall.clock.advance(1000);
      await upload(manager, { '9.wav': wave }, 'en');
      assert.notEqual(await release(), before);
    });

    it('is refused whole when one file is no sound, too big, or named for no word', async () => {
      const wrong: readonly (readonly [Readonly<Record<string, Buffer>>, RegExp])[] = [
        [{ '1.wav': wave, '2.wav': Buffer.from('<html></html>') }, /不是 wav、mp3、ogg 或 m4a.*2\.wav/],
        [{ '1.wav': Buffer.concat([wave, Buffer.alloc(largestRecording)]) }, /超过 512 KB/],
        [{ '1.wav': wave, 'hello.wav': wave }, /没有名为“hello\.wav”的词/],
        [{ '1.wav': wave.subarray(0, 900) }, /录音不完整/],
        [{}, /没有选择文件/],
      ];
      for (const [files, told] of wrong) {
        const answer = await upload(manager, files);
        assert.equal(answer.status, 422);
        assert.match(answer.text, told);
      }
      assert.match(await soundOf('zh-CN/1'), /^\/assets\/sounds/);
    });

    it('is nobody else’s to change', async () => {
      for (const [role, sites] of [
        ['counter', []],
        ['manager', ['BJ-ZGC']],
      ] as const)
        assert.equal((await upload(await signedIn(hall, role, [...sites]), { '1.wav': wave })).status, 403);
    });
  });
}
