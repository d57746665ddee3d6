import assert from 'node:assert/strict';
import { sites } from '../../../seeds/sites.ts';
import { isPostalAddress } from '../../../server/domain/catalogue/postal-address.ts';

describe('an address that a parcel finds', () => {
  it('names more than a city', () => {
    const found = sites.filter(({ address }) => isPostalAddress(address)).map(({ code }) => code);
    assert.deepEqual(found.sort(), ['BJ-AIRPORT', 'BJ-TSY', 'BJ-ZGC']);
    assert.ok(!isPostalAddress(null));
    for (const text of ['杭州市', '浙江省杭州市', '杭州市上城区'])
      assert.ok(!isPostalAddress({ 'zh-CN': text, en: text }), text);
    for (const text of ['杭州市上城区海潮路18号', '杭州市钱江路 2 幢', '北京市顺义区南法信空港大厦三层'])
      assert.ok(isPostalAddress({ 'zh-CN': text, en: text }), text);
  });
});
