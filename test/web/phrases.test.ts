import assert from 'node:assert/strict';
import { brokenText, phrasesOf } from '../../server/web/phrases.ts';

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
    for (const name of names) assert.equal(phrasesOf(name).join(''), name);
  });

  it('no piece is a single character, begins with a closing mark or ends with an opening one', () => {
    for (const name of names)
      for (const phrase of phrasesOf(name)) {
        assert.ok(phrase.length > 1, `${name}: ${phrase}`);
        assert.doesNotMatch(phrase, /^[，。！、）”/]|[（“]$/, name);
      }
  });

  it('words stay whole', () => {
    assert.ok(phrasesOf('预约办理电子口岸 IC 卡').some((phrase) => phrase.endsWith(' IC 卡')));
    for (const [text, whole] of [
      ['互联网内容无障碍可访问性', '无障碍'],
      ['互联网内容无障碍可访问性', '可访问性'],
      ['每个文件不超过 10 MB', '不超过'],
      ['找不到预约号？请致电预约的网点', '请致电'],
      ['中国电子口岸数据中心杭州分中心', '数据中心'],
      ['选定新时间后会再请您确认', '新时间'],
      ['可以用“单一窗口”账号在网上提交', '“单一窗口”'],
      ['标有“必须携带”的，须将原物带到窗口', '“必须携带”'],
      ['请保存预约号：凭预约号和手机号码可以再次找到本页', '凭预约'],
    ] as const)
      assert.ok(
        phrasesOf(text).some((phrase) => phrase.startsWith(whole)),
        phrasesOf(text).join('|'),
      );
    for (const phrase of phrasesOf('选择网点和时间')) assert.ok(!['网', '点', '时', '间'].includes(phrase));
  });

  it('times, references, addresses and dates stay whole', () => {
    const text = '原定11月26日09:30，请凭TY9K-WRM3通知w**@test.cn查看';
    const phrases = phrasesOf(text);
    for (const whole of ['11月26日', '09:30', 'TY9K-WRM3', 'w**@test.cn'])
      assert.ok(
        phrases.some((phrase) => phrase.includes(whole)),
        `${whole} in ${phrases.join('|')}`,
      );
  });

  it('a number stays beside its unit, and the card beside its name', () => {
    for (const [text, whole] of [
      ['叫号时您未到窗口。30 分钟内可恢复', '30\u00a0分钟'],
      ['预约办理电子口岸 IC 卡', 'IC\u00a0卡'],
      ['企业的 CPU 智能卡（或 USBKey），内有密钥', '（或\u00a0USBKey），'],
    ] as const) {
      const [piece] = brokenText(text, 'zh-CN').pieces;
      assert.ok(piece?.text.includes(whole), piece?.text);
    }
  });

  it('English breaks at its spaces, and nowhere else: neither in an e-mail nor between the ends of a wait', () => {
    const whole = (text: string) => ({ text, whole: true });
    const plain = (text: string) => ({ text, whole: false });
    assert.deepEqual(brokenText('An e-mail: 28–46 minutes', 'en'), {
      marked: false,
      pieces: [plain('An '), whole('e-mail'), plain(': '), whole('28–46'), plain(' minutes')],
    });
    assert.deepEqual(brokenText('Certificate renewal', 'en').pieces, [plain('Certificate renewal')]);
    const [, hours] = brokenText('今天办公 09:00–12:00', 'zh-CN').pieces;
    assert.deepEqual(hours, whole('09:00–12:00'));
  });

  it('a Chinese text is one text, which a mark divides for nobody who listens', () => {
    const { marked, pieces } = brokenText('请携带身份证原件', 'zh-CN');
    assert.equal(marked, true);
    assert.equal(pieces.length, 1);
    assert.equal(pieces[0]?.text.replaceAll('\u200b', ''), '请携带身份证原件');
  });
});
