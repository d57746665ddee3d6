import assert from 'node:assert/strict';
import { readCardNumber } from '../../../server/domain/enterprise/card-number.ts';

describe('a card number', () => {
  it('is usual with thirteen characters, or with two digits and a dash before them', () => {
    assert.deepEqual(readCardNumber('2100012345678'), { value: '2100012345678', usual: true });
    assert.deepEqual(readCardNumber(' ９５－２１０００１２３４５６７ｘ '), {
      value: '95-210001234567X',
      usual: true,
    });
  });

  it('is kept and only warned about when it is unusual', () => {
    assert.deepEqual(readCardNumber('ab-12'), { value: 'AB-12', usual: false });
  });
});
