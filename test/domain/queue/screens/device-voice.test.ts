import assert from 'node:assert/strict';
import { anyVoice, goodVoice } from '../../../../server/domain/queue/screens/device-voice.ts';

const voice = (name: string, lang: string, localService = true) => ({ name, lang, localService });
const windows = [
  voice('Microsoft David - English (United States)', 'en-US'),
  voice('Microsoft Zira - English (United States)', 'en-US'),
  voice('Microsoft Kangkang - Chinese (Simplified, PRC)', 'zh-CN'),
  voice('Microsoft Huihui - Chinese (Simplified, PRC)', 'zh-CN'),
  voice('Microsoft Xiaoxiao Online (Natural) - Chinese (Mainland)', 'zh-CN', false),
  voice('Microsoft Tracy - Chinese (Traditional, Hong Kong S.A.R.)', 'zh-HK'),
];

describe('a voice of the machine', () => {
  it('is one that is known to be good, of this language, and needs no network', () => {
    assert.match(goodVoice(windows, 'zh-CN', null)?.name ?? '', /Huihui/);
    assert.match(goodVoice(windows, 'en', null)?.name ?? '', /Zira/);
    const apple = [voice('Sinji', 'zh-HK'), voice('Tingting', 'zh_CN'), voice('Samantha', 'en_US')];
    assert.equal(goodVoice(apple, 'zh-CN', null)?.name, 'Tingting');
    assert.equal(goodVoice(apple, 'en', null)?.name, 'Samantha');
  });

  it('is the one that the branch names, in its order, and else a good one', () => {
    assert.match(goodVoice(windows, 'zh-CN', 'kangkang，zira')?.name ?? '', /Kangkang/);
    assert.match(goodVoice(windows, 'en', 'kangkang, david、zira')?.name ?? '', /David/);
    assert.match(goodVoice(windows, 'zh-CN', ' , Lesya')?.name ?? '', /Huihui/);
    // a name does not make one speak over the network
    assert.match(goodVoice(windows, 'zh-CN', 'Xiaoxiao')?.name ?? '', /Huihui/);
  });

  it('is none where only a robot or the network speaks, and any before there is silence', () => {
    const linux = [voice('Chinese (Mandarin)+espeak', 'cmn'), voice('English (America)+espeak', 'en-US')];
    assert.equal(goodVoice(linux, 'zh-CN', null), null);
    assert.equal(goodVoice(linux, 'en', null), null);
    assert.equal(anyVoice(linux, 'zh-CN')?.lang, 'cmn');
    assert.equal(anyVoice([voice('Google 普通话', 'zh-CN', false)], 'zh-CN')?.localService, false);
    assert.equal(anyVoice(linux.slice(0, 1), 'en'), null);
  });
});
