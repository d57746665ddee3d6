import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  defaultHallPolicy,
  hallPolicyFrom,
  voiceOrders,
} from '../../../../server/domain/queue/hall/hall-policy.ts';
import { announcement } from '../../../../server/domain/queue/screens/announcement.ts';
import { fragments, madeOf } from '../../../../server/domain/queue/screens/fragments.ts';
import {
  type Saying,
  type VoiceStock,
  waysToSay,
} from '../../../../server/domain/queue/screens/voice-order.ts';

const speech = { ...defaultHallPolicy.speech, language: 'zh-CN', times: 1 } as const;
const sentence = announcement({ number: 'A012', label: '3' }, speech)[1] ?? assert.fail();
const needed = ['A', '0', '1', '2', 'haoqingdao', '3', 'haochuangkoubanli'].map((name) => `zh-CN/${name}`);
const stockOf = (
  own: readonly string[],
  { device = false, builtIn = fragments }: { device?: boolean | 'somehow'; builtIn?: readonly string[] } = {},
): VoiceStock => ({
  has: (set, fragment) => (set === 'own' ? own : builtIn).includes(fragment),
  speaks: (_language, how) => device === true || device === how,
});
const voiceOf = (saying: Saying | undefined): string => {
  if (saying?.by !== 'recording') return saying?.by ?? 'none';
  const sets = new Set(saying.said.flatMap((each) => (typeof each === 'number' ? [] : [each.set])));
  return [...sets].join('+');
};
const first = (order: (typeof voiceOrders)[number], stock: VoiceStock): string =>
  voiceOf(waysToSay(sentence, order, stock)[0]);

describe('the order of voices', () => {
  it('is the branch’s recordings, then a good voice of the machine, then what comes with the system', () => {
    const { voices } = defaultHallPolicy.speech;
    assert.equal(first(voices, stockOf(needed, { device: true })), 'own');
    assert.equal(first(voices, stockOf([], { device: true })), 'device');
    assert.equal(first(voices, stockOf([])), 'built-in');
    assert.equal(first(voices, stockOf([], { device: 'somehow' })), 'built-in', 'any voice is no good one');
    assert.equal(first(voices, stockOf([], { device: 'somehow', builtIn: [] })), 'device');
  });

  it('is another one where the site wants it', () => {
    const all = stockOf(needed, { device: true });
    assert.deepEqual(
      voiceOrders.map((order) => first(order, all)),
      ['own', 'own', 'device', 'built-in'],
    );
    assert.equal(first('own built-in device', stockOf([], { device: true })), 'built-in');
  });

  it('takes a set only when it can say the whole call, so that no sentence changes its voice', () => {
    fc.assert(
      fc.property(
        fc.subarray(needed),
        fc.constantFrom(...voiceOrders),
        fc.boolean(),
        (own, order, device) => {
          const ways = waysToSay(sentence, order, stockOf(own, { device }));
          // the last one is the call with gaps, in whatever voices
          for (const way of ways.slice(0, -1)) assert.doesNotMatch(voiceOf(way), /\+/);
          const whole = own.length === needed.length;
          const says = ways.slice(0, -1).some((way) => voiceOf(way) === 'own');
          assert.equal(says, whole && order !== 'built-in device');
        },
      ),
    );
  });

  it('has recordings of words that have become a phrase since', () => {
    const words = Object.values(madeOf).flatMap((parts) => parts.filter((part) => typeof part === 'string'));
    const before = [...needed.filter((name) => madeOf[name] === undefined), ...words];
    const [way] = waysToSay(sentence, speech.voices, stockOf(before, { device: true }));
    assert.equal(voiceOf(way), 'own');
    assert.ok(way?.by === 'recording');
    assert.match(JSON.stringify(way.said), /hao".*180.*qing".*dao".*haochuangkou".*banli"/);
  });

  it('plays what there is when no voice can say all of it, and the branch’s own chime', () => {
    const ways = waysToSay(sentence, speech.voices, stockOf(['zh-CN/A'], { builtIn: ['zh-CN/0'] }));
    assert.equal(ways.length, 1);
    assert.equal(voiceOf(ways[0]), 'own+built-in');
    const chime = announcement({ number: 'A012', label: '3' }, speech)[0] ?? assert.fail();
    assert.equal(voiceOf(waysToSay(chime, speech.voices, stockOf(['chime']))[0]), 'own');
    assert.equal(voiceOf(waysToSay(chime, speech.voices, stockOf([], { device: true }))[0]), 'built-in');
  });

  it('is the usual one for a site that was stored before there was one', () => {
    const { voices: _voices, deviceVoices: _names, letters: _letters, ...before } = defaultHallPolicy.speech;
    const stored = { recalls: 5, speech: { ...before, times: 4 } as typeof defaultHallPolicy.speech };
    const hall = hallPolicyFrom(stored);
    assert.equal(hall.recalls, 5);
    assert.deepEqual(hall.speech, { ...defaultHallPolicy.speech, times: 4 });
  });
});
