import assert from 'node:assert/strict';
import { pauseReasons, usualReason } from '../../../../server/domain/queue/hall/pause-reasons.ts';
import { chinese } from '../../../../server/locales/chinese.ts';
import { english } from '../../../../server/locales/english.ts';

describe('the usual reasons for a pause', () => {
  it('are those that the console offers, word for word, so that the hall is told them in both languages', () => {
    for (const [name, words] of Object.entries(pauseReasons)) {
      const key = name as keyof typeof pauseReasons;
      assert.deepEqual(words, {
        'zh-CN': chinese.counter.pauseReason[key],
        en: english.counter.pauseReason[key],
      });
      assert.deepEqual(usualReason(words.en), words);
      assert.deepEqual(usualReason(words['zh-CN']), words);
    }
    assert.equal(usualReason('gone home'), undefined);
    assert.equal(usualReason(''), undefined);
  });
});
