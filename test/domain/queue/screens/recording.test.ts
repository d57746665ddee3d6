import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { fragments } from '../../../../server/domain/queue/screens/fragments.ts';
import {
  fragmentNamed,
  largestRecording,
  recogniseSound,
} from '../../../../server/domain/queue/screens/recording.ts';

const wave = readFileSync(resolve(import.meta.dirname, '../../../../public/sounds/zh-CN/yao.wav'));
const start = (...signs: readonly (string | number)[]): Uint8Array =>
  Buffer.concat([
    ...signs.map((sign) => (typeof sign === 'number' ? Buffer.from([sign]) : Buffer.from(sign, 'latin1'))),
    Buffer.alloc(64),
  ]);
const codeOf = (bytes: Uint8Array): string => {
  const answer = recogniseSound(bytes);
  return answer.ok ? answer.value : answer.code;
};

describe('a recording', () => {
  it('is known by its bytes, whatever it is called', () => {
    assert.equal(codeOf(wave), 'wav');
    assert.equal(codeOf(start('OggS')), 'ogg');
    assert.equal(codeOf(start('ID3')), 'mp3');
    assert.equal(codeOf(start(0xff, 0xfb, 0x90)), 'mp3');
    assert.equal(codeOf(start('\0\0\0\x20ftypM4A ')), 'm4a');
  });

  it('is refused when it is empty, too big, cut short or no sound', () => {
    assert.equal(codeOf(new Uint8Array()), 'upload_empty');
    assert.equal(codeOf(Buffer.concat([wave, Buffer.alloc(largestRecording)])), 'upload_too_big');
    assert.equal(codeOf(wave.subarray(0, 2000)), 'upload_incomplete');
    assert.equal(codeOf(start('<html>')), 'upload_type');
    assert.equal(codeOf(start('%PDF-1.7')), 'upload_type');
  });

  it('is answered with a kind or a reason, whatever is sent', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 80 }),
        fc.constantFrom('', 'RIFF\0\0\0\0WAVE', 'ID3'),
        (bytes, head) => {
          recogniseSound(Buffer.concat([Buffer.from(head, 'latin1'), bytes]));
        },
      ),
    );
  });

  it('goes to the fragment that its file is named for', () => {
    for (const fragment of fragments.filter((name) => name.includes('/'))) {
      const [language, name] = fragment.split('/') as ['zh-CN' | 'en', string];
      assert.equal(fragmentNamed(language, `${name}.mp3`), fragment);
      assert.equal(fragmentNamed(language, `C:\\voice\\${name.toUpperCase()}.WAV`), fragment);
    }
    assert.equal(fragmentNamed('en', 'chime.ogg'), 'chime');
    assert.equal(fragmentNamed('en', 'qing.wav'), null);
    assert.equal(fragmentNamed('zh-CN', '../../etc/passwd'), null);
  });
});
