import assert from 'node:assert/strict';
import { maskEnterprise } from '../../../server/web/counter/visitor-view.ts';

describe('the name of an enterprise at a counter', () => {
  it('shows four characters at most, and never more than half', () => {
    assert.equal(maskEnterprise('北京远洋国际货运代理有限公司'), '北京远洋****');
    assert.equal(maskEnterprise('甲乙丙'), '甲****');
    assert.equal(maskEnterprise('甲'), '****');
    assert.equal(maskEnterprise('  '), '****');
  });
});
