import assert from 'node:assert/strict';
import { callerOf, networkOf } from '../../../server/web/request/network-of.ts';

describe('the network of an address', () => {
  it('is the first three numbers of IPv4, also where it comes as IPv6', () => {
    for (const address of ['192.0.2.7', '192.0.2.254', '::ffff:192.0.2.1'])
      assert.equal(networkOf(address), '192.0.2.0/24');
    assert.notEqual(networkOf('192.0.3.7'), networkOf('192.0.2.7'));
  });

  it('is the first half of IPv6, however it is written', () => {
    const same = ['2001:db8:0:12::1', '2001:DB8::12:0:0:0:9', '2001:0db8:0000:0012:aaaa:bbbb:cccc:dddd'];
    for (const address of same) assert.equal(networkOf(address), '2001:db8:0:12::/64');
    assert.notEqual(networkOf('2001:db8:0:13::1'), networkOf('2001:db8:0:12::1'));
    assert.equal(networkOf('::1'), '0:0:0:0::/64');
    assert.equal(networkOf('fe80::1%eth0'), 'fe80:0:0:0::/64');
  });
});

describe('one caller', () => {
  it('is an address of IPv4, and of IPv6 all those that one household has', () => {
    assert.equal(callerOf('192.0.2.7'), '192.0.2.7');
    assert.notEqual(callerOf('192.0.2.8'), callerOf('192.0.2.7'));
    assert.equal(callerOf('::ffff:192.0.2.7'), '::ffff:192.0.2.7');
    assert.equal(callerOf('2001:db8:0:12::1'), callerOf('2001:db8:0:12:ffff::2'));
    assert.notEqual(callerOf('2001:db8:0:13::1'), callerOf('2001:db8:0:12::1'));
    assert.equal(callerOf(null), '');
  });
});
