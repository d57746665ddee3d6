import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defaultHallPolicy } from '../../../server/domain/queue/hall/hall-policy.ts';
import { fragments } from '../../../server/domain/queue/screens/fragments.ts';
import { promptsFor } from '../../../server/domain/queue/screens/studio.ts';
import { takeRate } from '../../../server/domain/sound/take.ts';
import { readWave, toWave } from '../../../server/domain/sound/wave.ts';
import { recordingsOf } from '../../../server/store/recording/recording-query.ts';
import { begun } from '../../support/begun.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { testSite } from '../../support/sites.ts';
import { hidden, type Somebody, signedIn } from '../counter/signed-in.ts';

const wave = readFileSync(resolve(import.meta.dirname, '../../../public/sounds/zh-CN/haoqingdao.wav'));
const { samples } = begun(readWave(wave));
const page = '/admin/sites/BJ-TSY/recordings/studio';

describe('the words of the studio', () => {
  const prompts = (speech: Partial<typeof defaultHallPolicy.speech> = {}) => {
    const hall = { ...defaultHallPolicy, speech: { ...defaultHallPolicy.speech, ...speech } };
    return promptsFor(testSite({ hall }));
  };

  it('are each fragment but the chime once, a letter once for both languages, what the branch needs first', () => {
    const all = prompts();
    const kept = all.flatMap((prompt) => prompt.fragments);
    assert.deepEqual([...kept].sort(), fragments.filter((name) => name !== 'chime').sort());
    assert.deepEqual(all.find(({ text }) => text === 'A')?.fragments, ['zh-CN/A', 'en/A']);
    const needed = all.filter((prompt) => prompt.needed);
    assert.deepEqual(all.slice(0, needed.length), needed);
    // 号，请到 · 号窗口办理 · 十 · ten digits · A and B · ticket · please go to counter · ten digits
    assert.equal(needed.length, 27);
  });

  it('follow the settings: 幺, one language, letters as phrases', () => {
    const needed = (speech: Partial<typeof defaultHallPolicy.speech>): readonly string[] =>
      prompts(speech).flatMap(({ text, needed: wanted }) => (wanted ? [text] : []));
    assert.ok(needed({ one: '幺' }).includes('幺'));
    assert.ok(!needed({}).includes('幺'));
    assert.equal(needed({ language: 'zh-CN' }).length, 15);
    assert.ok(needed({ language: 'en' }).includes('A'), 'a letter is of both languages');
    assert.ok(needed({ letters: 'phrase' }).includes('B as in Beijing'));
    assert.ok(!needed({ letters: 'phrase' }).includes('C as in China'), 'no queue is called so');
  });
});

for (const engine of engines) {
  describe(`the recording studio [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let manager: Somebody;
    const send = async (who: Somebody, prompt: string, ...files: readonly Uint8Array[]) => {
      const html = (await who.agent.get('/staff/account')).text;
      const sent = who.agent.post(`${page}?_csrf=${hidden(html, '_csrf')}`).field('prompt', prompt);
      for (const bytes of files) sent.attach('files', Buffer.from(bytes), 'take.wav');
      return sent;
    };
    const kept = async (): Promise<readonly string[]> =>
      (await recordingsOf(hall.system.database.reader, 'BJ-TSY')).map(({ fragment }) => fragment);
    before(async () => {
      hall = await startSystem({ engine });
      manager = await signedIn(hall, 'manager');
    });
    after(() => hall.close());

    it('may use the microphone, and no other page may', async () => {
      const answer = await manager.agent.get(page).expect(200);
      assert.equal(answer.headers['permissions-policy'], 'microphone=(self)');
      assert.match(answer.text, /号，请到/);
      const other = await manager.agent.get('/admin/sites/BJ-TSY/recordings').expect(200);
      assert.equal(other.headers['permissions-policy'], 'microphone=()');
      assert.match(other.text, /recordings\/studio/);
    });

    it('keeps a take where uploaded recordings are kept, a letter for both languages, and shows it', async () => {
      const one = await send(manager, 'zh-CN/haoqingdao', wave);
      assert.equal(one.status, 200, one.text);
      const heard = await hall.request.get(one.body.address).expect(200).expect('Content-Type', 'audio/wav');
      assert.deepEqual(heard.body, wave);
      assert.equal((await send(manager, 'zh-CN/A', wave)).status, 200);
      assert.deepEqual(await kept(), ['en/A', 'zh-CN/A', 'zh-CN/haoqingdao']);
      const html = (await manager.agent.get(page)).text;
      assert.equal(html.match(/prompt--own/g)?.length, 2);
    });

    it('measures again what arrives, and keeps nothing that is not a take', async () => {
      const before = await kept();
      const louder = toWave({ samples: samples.map((each) => each * 2), sampleRate: takeRate });
      const tooFast = toWave({ samples, sampleRate: 48_000 });
      const long = toWave({ samples: new Float64Array(takeRate * 4).fill(0.1), sampleRate: takeRate });
      const clipped = toWave({ samples: new Float64Array(takeRate).fill(1), sampleRate: takeRate });
      const wrong: readonly [string, readonly Uint8Array[], RegExp][] = [
        ['zh-CN/0', [louder], /音量|破音/],
        ['zh-CN/0', [tooFast], /不是录音室的录音/],
        ['zh-CN/0', [long], /太长/],
        ['zh-CN/0', [clipped], /破音/],
        ['zh-CN/0', [wave.subarray(0, 900)], /不是录音室的录音/],
        ['zh-CN/0', [Buffer.from('ID3 something')], /不是录音室的录音/],
        ['zh-CN/0', [wave, wave], /不是录音室的录音/],
        ['zh-CN/0', [], /不是录音室的录音/],
        ['zh-CN/nothing', [wave], /不是录音室的录音/],
        ['en/A', [wave], /不是录音室的录音/],
        ['zh-CN/0', [Buffer.concat([wave, Buffer.alloc(600_000)])], /不是录音室的录音/],
      ];
      for (const [prompt, files, told] of wrong) {
        const answer = await send(manager, prompt, ...files);
        assert.equal(answer.status, 422, `${prompt} ${files.length}: ${answer.text}`);
        assert.match(String(answer.body.message), told);
      }
      assert.deepEqual(await kept(), before);
    });

    it('is for whoever may change the settings of this site', async () => {
      for (const [role, sites] of [
        ['counter', []],
        ['manager', ['BJ-ZGC']],
      ] as const) {
        const other = await signedIn(hall, role, [...sites]);
        assert.equal((await send(other, 'zh-CN/1', wave)).status, 403);
        assert.notEqual((await other.agent.get(page)).status, 200);
      }
    });
  });
}
