import assert from 'node:assert/strict';
import { codeOfLicence } from '../../../server/domain/enterprise/licence-code.ts';

const creditCode = '91110108551385082Q';

describe('the code on a business licence', () => {
  it('is read from facts and from addresses', () => {
    const name = '北京示例贸易有限公司';
    const texts: readonly (readonly [string, string | null])[] = [
      [creditCode, null],
      [`统一社会信用代码：${creditCode}；企业名称：${name}；登记机关：北京市`, name],
      [`名称:${name}\n统一社会信用代码:${creditCode.toLowerCase()}\n类型:有限责任公司`, name],
      [`http://www.gsxt.gov.cn/index.html?uniscid=${creditCode}&v=1`, null],
    ];
    for (const [text, told] of texts) assert.deepEqual(codeOfLicence(text), { creditCode, name: told }, text);
  });

  it('is not guessed where none is right', () => {
    const texts = ['', 'https://bt.gsxt.gov.cn/index.html?id=3F2A', '91110108551385082A', `X${creditCode}9`];
    for (const text of texts) assert.equal(codeOfLicence(text), null, text);
  });
});
