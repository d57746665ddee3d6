import assert from 'node:assert/strict';
import fc from 'fast-check';
import { downloadName, shownName } from '../../../server/domain/agency/download-name.ts';

describe('the name of a downloaded file', () => {
  it('is ours, with the ending that its bytes deserve', () => {
    assert.equal(downloadName('H23K-8P2M', '营业执照', 'jpeg'), 'H23K-8P2M 营业执照.jpg');
    assert.equal(downloadName('H23K-8P2M', 'a/b\\c:"d"\r\nX: y', 'pdf'), 'H23K-8P2M a_b_c__d_ X_ y.pdf');
  });

  it('holds nothing that a header or a file system would take for something else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (material) => {
        assert.doesNotMatch(downloadName('H23K-8P2M', material, 'png'), /[\\/:*?"<>|%;\p{Cc}]/u);
      }),
    );
  });

  it('what its owner called it is shown as one line, without folders or what turns text around', () => {
    assert.equal(shownName('C:\\Users\\王芳\\执照.pdf'), '执照.pdf');
    assert.equal(shownName('../../etc/passwd'), 'passwd');
    assert.equal(shownName('exe.\u202efdp'), 'exe.fdp');
    assert.equal(shownName('x'.repeat(300)).length, 120);
  });
});
