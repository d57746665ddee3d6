import assert from 'node:assert/strict';
import fc from 'fast-check';
import { longestSmsValue, smsValue } from '../../../server/domain/message/sms-value.ts';

describe('a value in a text message', () => {
  it('has no address of the web in it, however it is written', () => {
    for (const [typed, said] of [
      ['请见 https://www.hzeport.com/a?b=1，再来', '请见 ，再来'],
      ['缺公章 http://x.cn', '缺公章'],
      ['详见www.hzeport.com', '详见'],
      ['见 hzeport.com/help 第二页', '见 第二页'],
      ['HTTPS://HALL.INVALID/BOOKINGS', '-'],
      ['缺公章。见附件2.1', '缺公章。见附件2.1'],
    ] as const)
      assert.equal(smsValue(typed), said);
  });

  it('is on one line, is a dash when there is nothing, and is cut where the provider would refuse it', () => {
    assert.equal(smsValue(' 缺公章\r\n请补 '), '缺公章 请补');
    assert.equal(smsValue(''), '-');
    assert.equal(smsValue('电子口岸预约', 5), '电子口岸…');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const said = smsValue(text);
        assert.ok(said.length > 0 && [...said].length <= longestSmsValue);
        assert.doesNotMatch(said, /:\/\/|[\r\n]/);
      }),
    );
  });
});
