import assert from 'node:assert/strict';
import { paths, withQuery } from '../../server/web/paths.ts';

describe('paths', () => {
  it('what is put into a path cannot leave its place', () => {
    assert.equal(paths.site('../admin?x=1'), '/sites/..%2Fadmin%3Fx%3D1');
    assert.equal(paths.admin.act('staff', 'a/b', 'lock'), '/admin/staff/a%2Fb/lock');
  });

  it('a query leaves out what is not given and repeats lists', () => {
    assert.equal(
      withQuery('/book', { service: ['RENEW', 'UNLOCK'], site: undefined, page: 2 }),
      '/book?service=RENEW&service=UNLOCK&page=2',
    );
    assert.equal(paths.book.services(), '/book');
    assert.equal(paths.booking.show('H23K-8P2M', 'a&b'), '/bookings/H23K-8P2M?token=a%26b');
  });
});
