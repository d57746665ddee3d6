import assert from 'node:assert/strict';
import { phrasesOf } from '../../server/web/phrases.ts';

const names = [
  '预约办理电子口岸 IC 卡',
  '北京海关天水园办公区',
  '中国电子口岸数据中心杭州分中心',
  '补办/更换',
  '新企业网上申请指南',
  '先看（“单一窗口”）账号，再预约！',
];

describe('where a heading may be broken', () => {
  it('its pieces are the whole of it', () => {
    for (const name of names) assert.equal(phrasesOf(name, 'zh-CN').join(''), name);
  });

  it('no piece is a single character, begins with a closing mark or ends with an opening one', () => {
    for (const name of names)
      for (const phrase of phrasesOf(name, 'zh-CN')) {
        assert.ok(phrase.length > 1, `${name}: ${phrase}`);
        assert.doesNotMatch(phrase, /^[，。！、）”/]|[（“]$/, name);
      }
  });

  it('words stay whole', () => {
    assert.ok(phrasesOf('预约办理电子口岸 IC 卡', 'zh-CN').some((phrase) => phrase.endsWith(' IC 卡')));
    for (const phrase of phrasesOf('选择网点和时间', 'zh-CN'))
      assert.ok(!['网', '点', '时', '间'].includes(phrase));
  });

  it('times, references, addresses and dates stay whole', () => {
    const text = '原定11月26日09:30，请凭TY9K-WRM3通知w**@test.cn查看';
    const phrases = phrasesOf(text, 'zh-CN');
    for (const whole of ['11月26日', '09:30', 'TY9K-WRM3', 'w**@test.cn'])
      assert.ok(
        phrases.some((phrase) => phrase.includes(whole)),
        `${whole} in ${phrases.join('|')}`,
      );
  });

  it('English breaks at its spaces, and nowhere else: neither in an e-mail nor between the ends of a wait', () => {
    const [said] = phrasesOf('An e-mail: 28–46 minutes', 'en');
    assert.equal(said, 'An e-\u2060mail: 28–\u206046 minutes');
    assert.deepEqual(phrasesOf('Certificate renewal', 'en'), ['Certificate renewal']);
  });
});
