import assert from 'node:assert/strict';
import { bookByApi } from '../../support/book-by-api.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';

describe('looking a booking up', () => {
  let hall: HallSystem;
  before(async () => {
    hall = await startSystem({ engine: 'sqlite' });
  });
  after(() => hall.close());

  it('is done by a form alone: an address finds nothing, and a mobile number in it is not taken up', async () => {
    const mobile = '13800138000';
    const { reference } = await bookByApi(hall, 'BJ-TSY', { name: '王芳', mobile });
    const page = await hall.request.get(`/bookings?reference=${reference}&mobile=${mobile}`);
    assert.equal(page.status, 200);
    assert.ok(page.text.includes(`value="${reference}"`));
    const forms = page.text.replaceAll(/href="[^"]*"/g, '');
    assert.equal(forms.includes(mobile), false);
    assert.match(page.text, /<form method="post" action="\/bookings"/);
  });
});
