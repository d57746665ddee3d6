import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  maskEmail,
  maskIdentifier,
  maskMobile,
  maskName,
} from '../../../server/domain/enterprise/masking.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 30 });

describe('a mask', () => {
  it('keeps the first three and the last four digits of a mobile number', () => {
    assert.equal(maskMobile('13812341234'), '138****1234');
    fc.assert(
      fc.property(fc.stringMatching(/^1[3-9]\d{9}$/), (mobile) => {
        const masked = maskMobile(mobile);
        assert.equal(masked, `${mobile.slice(0, 3)}****${mobile.slice(7)}`);
      }),
    );
  });

  it('keeps the surname, and tells nothing of the length of the rest', () => {
    assert.equal(maskName('王小明'), '王*');
    assert.equal(maskName('王明'), '王*');
    assert.equal(maskName('欧阳修远'), '欧阳*');
    assert.equal(maskName('欧阳'), '欧*');
    assert.equal(maskName('Jane Smith'), 'J*');
    assert.equal(maskName('王'), '*');
    assert.equal(maskName(''), '*');
    fc.assert(
      fc.property(anyText, (name) => [...maskName(name)].length <= 3 && maskName(name).endsWith('*')),
    );
  });

  it('keeps no more than the last four characters of an identifier and hides at least half', () => {
    assert.equal(maskIdentifier('91110108551385082Q'), '****082Q');
    fc.assert(
      fc.property(anyText, (identifier) => {
        const masked = maskIdentifier(identifier);
        const shown = [...masked].length - 4;
        assert.ok(masked.startsWith('****'));
        assert.ok(shown <= 4 && shown * 2 <= [...identifier].length);
        assert.ok(identifier.endsWith(masked.slice(4)));
      }),
    );
  });

  it('masks a mobile number that is not one as an identifier', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(!/^\d{11}$/.test(text));
        assert.equal(maskMobile(text), maskIdentifier(text));
      }),
    );
  });

  it('keeps the first letter and the host of a mail address', () => {
    assert.equal(maskEmail('wang@hall.invalid'), 'w****@hall.invalid');
    assert.equal(maskEmail('w@hall.invalid'), '****@hall.invalid');
    assert.equal(maskEmail('nobody'), '****');
  });
});
