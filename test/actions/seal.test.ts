import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makeSeal, type Sealed } from '../../server/actions/seal.ts';

const secret = 'a session secret of thirty-two characters';
/** as they stand in databases and cookies of before */
const kept: { readonly [Purpose in keyof Sealed]: readonly [string, Sealed[Purpose]] } = {
  openid: [
    'WeP4UqJcC8YfbndJvXHZa57YE_NIfv6XZgisJT6hTuIobWNCu_zR7Y8W1iviS24wd-EO05ScLLB7xv0yd7KNjdkgp1xi',
    { openid: 'o6_bmjrPTlm6_2sgVt7hMZOPfL2M' },
  ],
  'wechat-state': [
    'ZyPWRmrrZv96lGCrB9-FsIKdSSlbP97BYRa71PWS1XD5PIUnQzGdoJLfSNafkANGiMI9RpS4cXvkoKpHK9bZYD7L',
    { booking: 'b1', until: 1796000000000 },
  ],
  channels: ['wHqlUdny4JszfBXv82t6nL3PAPZ31938BmwlMCoP1La3fIQ7mrnZti1ryQHpQugMiL0', { key: 'shared-key-1' }],
  'second-factor': [
    'upikpB8Cn0AwtLdcNXPrGjlSLJbnpHn3jF76qL5nBpjvGK5SfKCyMX-4zbyWMkh-s_Ya2Ni0q26S',
    { secret: 'JBSWY3DPEHPK3PXP' },
  ],
  draft: [
    'LjK5OjQ-OJ1wqsNHdVisLhVawNTKdsxeP-ml3TD0Ety9Bf02s-HuHj8jMaevT99RQOnSrOQD-rKcbviBivrEHFHrpTrrHMx2D3zHObrTBJmCeQ',
    { hold: 'h1', typed: { name: '王芳' }, booking: null },
  ],
  'proven-contact': [
    'mUPg3zKL6KNJESleC0jdwqLK1co614hQgtTZX6-wefRTqSBHPtKJr5dsBGvKfe9lzquYnN6XltU7vXHu3Rz9Jxl3AVpIoj-f0LwgXS4',
    { contact: 'c1', by: 'sms', until: 1796000000000 },
  ],
  'passkey-challenge': [
    'PURXDEBS_UZnY-xvwIh04t2MppesxmW3isXJftwSXg52skKbf2W4uiNpeha2Wn-AfsmkTaKJCu8iVeNttWsTXxkKyaimpgdFpSy0KgDF_CgLynJMZ3qlMx9NNjQ23bYq4rGaIl7hctOYNwdR',
    { challenge: 'c1', use: 'new', staff: 's1', session: 'h1', until: 1796000000000 },
  ],
  'staff-device': [
    'LrwDxh8avObCgFWnRWpfbowu9L0o0damEbCwt84nRfijkT78PBuIqYI4NNPpOljqh8HumK92hoi1SIdM9o6YA8FBlW6Fj8OaLhBiBGKMY4aGuwCn',
    { device: 'd1', staff: [{ id: 's1', at: 1796000000000 }] },
  ],
  'number-pass': [
    '7fQrC9Y0YjZbmxJB_BrVcyrAnxKb7YYC-Cpl5c2ZxIYLchw6qRumEyOdWAw51PfljptbOPYmUCu29Mas72TuAuwFOg',
    { site: 'BJ-TSY', until: 1796000000000 },
  ],
  'number-taken': [
    'SayMtG-KXRPs2poC0WAiZoi2nn7qsxgFpfub-MY7xgYPZcFibSVcfNQchWF9AJNL45-wh8e6RoZskgogcaK7yHxQi4_rTdJ6Z_I',
    { ticket: 't1', at: 1796000000000, form: 'f1' },
  ],
  'form-opener': [
    'BSRgm8WF3TkCy4XXdaDuAQIJmjS8-7AkRvj43Lj5xhj1qK1E8aXj2L93ten5IScggOkrdaoPyU6RGVSk9aY6IXsp0WM_IIAnXzNGq5Qi-1PXjIRLThq-UbQEodNsWkVzi9y1MCdzkchpc9RV2wmgNLiA9pRxgpXEJtqgLkIjz1NHvnXOeiOEU4gIosK5-PIrPkTDQVkmwQ',
    {
      ...{ staff: 's1', browser: 'b1', path: '/admin/keys', from: '/admin/keys' },
      ...{ unkept: ['secret'], needs: null, at: 1796000000000 },
    },
  ],
  'kept-form': [
    'P5Kx8Gq-wZUQLLgTOwVtsM1b2b5CRNGOQx_jCAm69P0X8uc9Z_J9C9AK9m_PHCRiLNY3H6xdU7zNSaGYSi5qbrT4CX7AJ6QJs_2sd0bclFlHY9JTNJGqrMLmkfnbE72kn5uctHOt6aU6yAtpHe6GzMtMjzSqQRpPggV_b4M0NjzUNw',
    {
      ...{ staff: 's1', path: '/admin/keys', to: '/admin/keys', from: '/admin/keys' },
      fields: { name: '王芳' },
    },
  ],
};
const purposes = Object.keys(kept) as (keyof Sealed)[];

describe('what is sealed', () => {
  it('opens as it always has, for its own purpose only', () => {
    for (const purpose of purposes)
      for (const other of purposes) {
        const [text, value] = kept[purpose];
        assert.deepEqual(makeSeal(secret, other).open(text), other === purpose ? value : null);
      }
  });

  it('opens where it was closed, shows nothing, and is never the same twice', () => {
    const draft = makeSeal('one secret', 'draft');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true }), (value) => {
        const text = draft.close(value);
        assert.deepEqual(draft.open(text), JSON.parse(JSON.stringify(value)));
        assert.notEqual(draft.close(value), text);
        assert.equal(makeSeal('another secret', 'draft').open(text), null);
      }),
    );
    assert.ok(!Buffer.from(draft.close({ name: '王芳' }), 'base64url').includes('王芳'));
  });

  it('does not open once a single byte is another', () => {
    const [text] = kept.channels;
    const bytes = Buffer.from(text, 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      assert.equal(makeSeal(secret, 'channels').open(changed.toString('base64url')), null, `byte ${at}`);
    }
    for (const junk of ['', 'x', '%%%', 'A'.repeat(60)])
      assert.equal(makeSeal(secret, 'channels').open(junk), null);
  });
});
