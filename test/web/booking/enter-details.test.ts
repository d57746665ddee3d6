import assert from 'node:assert/strict';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { Visitor, validDetails } from './visitor.ts';

describe('the details of a booking', () => {
  let hall: HallSystem;
  let visitor: Visitor;

  before(async function () {
    this.timeout(60_000);
    hall = await startSystem({ engine: 'sqlite' });
    visitor = await new Visitor(hall).chooseUpToTime(['RENEW']);
    await visitor.takeTime();
  });
  after(() => hall.close());

  const details = (changes: Partial<Record<keyof typeof validDetails, string>>) => ({
    ...validDetails,
    ...changes,
  });
  const send = async (changes: Partial<Record<keyof typeof validDetails, string>>) => {
    await visitor.send(details(changes), visitor.at.replace('/book/check', '/book/details'));
    return visitor;
  };

  const wrong: readonly [field: string, value: string, sentence: RegExp][] = [
    ['creditCode', '91110108551385082O', /第 18 位的“O”不会出现在代码中。您要填的可能是 91110108551385082Q/],
    ['creditCode', '9111000080210043B', /应为 18 位，现在是 17 位/],
    ['creditCode', '911100001000044478', /校验不通过/],
    ['creditCode', '', /请填写统一社会信用代码/],
    ['customsCode', '12345', /应为 10 位/],
    ['enterprise', '', /请填写企业名称/],
    ['enterprise', '北'.repeat(300), /最多 200 个字/],
    ['enterprise', '🙂🙂🙂', /须有文字/],
    ['name', '', /请填写经办人姓名/],
    ['name', '1234', /须有文字/],
    ['mobile', '1380013800', /应为 11 位，现在是 10 位/],
    ['mobile', '12800138000', /不会以 12 开头/],
    ['mobile', '1380013800x', /不应有“x”/],
    ['email', 'nobody', /电子邮箱的格式不正确/],
    ['telephone', '85734201', /须含区号/],
    ['telephone', '010-85734201 转 8001', /不要填分机号/],
    ['telephone', '400-820-8820', /不能回拨/],
    ['telephone', '13800138000', /这是手机号码/],
    ['mobile', '+852 9123 4567', /只能填写中国内地的手机号码/],
    ['consent', '', /请先阅读并同意隐私说明/],
    ['consent', 'of-yesteryear', /请先阅读并同意隐私说明/],
  ];

  for (const [field, value, sentence] of wrong) {
    it(`${field} “${value.slice(0, 20)}” is refused at its field, and everything that was typed stays`, async () => {
      await send({ [field]: value });
      assert.equal(visitor.page.status, 422);
      assert.equal(visitor.path, '/book/details');
      const [error, ...more] = visitor.errors();
      assert.match(error ?? '', sentence);
      assert.deepEqual(more, [], 'no other field is blamed');
      assert.match(visitor.text, new RegExp(`id="${field}-error"`));
      if (field !== 'consent') assert.ok(visitor.text.includes(`value="${value}"`));
      if (field !== 'name') assert.ok(visitor.text.includes(`value="${validDetails.name}"`));
    });
  }

  const accepted: readonly [string, Partial<Record<keyof typeof validDetails, string>>, string][] = [
    [
      'a full-width credit code with spaces',
      { creditCode: '９１１１０１０８ ５５１３８５０８２ｑ' },
      '91110108551385082Q',
    ],
    ['a mobile with +86 and dashes', { mobile: '+86 138-0013-8000' }, '13800138000'],
    ['a name with an emoji', { name: '王芳 🙂' }, '王芳 🙂'],
    ['a name from right to left', { name: 'محمد علي' }, 'محمد علي'],
  ];

  for (const [what, changes, shown] of accepted) {
    it(`${what} is accepted in its stored form`, async () => {
      await send(changes);
      assert.equal(visitor.path, '/book/check', visitor.errors().join());
      assert.ok(visitor.text.includes(shown));
    });
  }

  it('a script in a name is text and nothing else', async () => {
    await send({ enterprise: '<script>alert(1)</script>公司' });
    assert.equal(visitor.path, '/book/check');
    assert.ok(!visitor.text.includes('<script>alert'));
    assert.ok(visitor.text.includes('&lt;script&gt;alert(1)&lt;/script&gt;公司'));
  });

  it('a field that is sent many times, or not at all, is no error of ours', async () => {
    await visitor.send({ name: ['王芳', '李雷'], mobile: [] }, visitor.at.replace('/check', '/details'));
    assert.equal(visitor.page.status, 422);
  });

  it('a form with errors leads to an address of its own, to which the browser can go back', async () => {
    const sent = await visitor.post(details({ mobile: '' }), visitor.at.replace('/check', '/details'));
    assert.equal(sent.status, 303);
    await visitor.open(String(sent.headers['location']));
    const wrong = visitor.at;
    assert.equal(visitor.page.status, 422);
    await send({});
    assert.equal(visitor.path, '/book/check');
    await visitor.open(wrong);
    assert.equal(visitor.page.status, 200, 'nothing is wrong any more');
    assert.deepEqual(visitor.errors(), []);
    await visitor.open(wrong.replace(/draft=[\w-]+/, 'draft=00000000-0000-0000-0000-000000000000'));
    assert.deepEqual(visitor.errors(), [], 'nor of whoever has typed nothing');
  });

  it('what was typed comes back after a refresh and in the other language', async () => {
    await send({ mobile: '1380013800' });
    await visitor.open(`${visitor.at}&lang=en`);
    assert.equal(visitor.page.status, 422);
    assert.ok(visitor.text.includes('value="1380013800"'));
    assert.ok(visitor.text.includes(`value="${validDetails.enterprise}"`));
    await visitor.open(visitor.at.replace('lang=en', 'lang=zh-CN'));
  });

  it('the switch of language on a page with errors leads back to the same journey', async () => {
    await send({ mobile: '' });
    const [other = ''] = visitor.links('lang=en');
    for (const part of ['/book/details?', 'service=RENEW', 'site=BJ-TSY', 'start=', 'draft='])
      assert.ok(other.includes(part), part);
  });

  it('no address and no stored row holds a name before the visit is booked', async () => {
    await send({});
    assert.ok(
      !visitor.at.includes(encodeURIComponent(validDetails.name)) &&
        !visitor.at.includes(validDetails.mobile),
    );
    assert.equal((await hall.system.database.reader('booking')).length, 0);
  });
});
