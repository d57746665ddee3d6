import assert from 'node:assert/strict';
import { scannedReference } from '../../../server/web/kiosk/scanned-reference.ts';

describe('what a scanner or a visitor sends as a reference', () => {
  it('is the reference itself, however it is written', () => {
    for (const text of ['H23K-8P2M', 'h23k8p2m', ' H23K 8P2M ', 'Ｈ２３Ｋ－８Ｐ２Ｍ'])
      assert.equal(scannedReference(text), 'H23K-8P2M', text);
  });

  it('is the reference in the address of the booking’s page', () => {
    assert.equal(scannedReference('https://hall.invalid/bookings/H23K-8P2M?token=abc'), 'H23K-8P2M');
    assert.equal(scannedReference('http://hall.invalid/bookings/h23k8p2m'), 'H23K-8P2M');
  });

  it('is nothing when it is neither', () => {
    for (const text of ['', 'hello', 'https://hall.invalid/', 'https://hall.invalid/bookings/%', 'H23K-8P2'])
      assert.equal(scannedReference(text), null, text);
  });
});
