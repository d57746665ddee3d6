import assert from 'node:assert/strict';
import {
  hasQuietTime,
  largestPicture,
  largestVideo,
  recognisePicture,
} from '../../../../server/domain/queue/screens/wall-picture.ts';
import { samplePng } from '../../../support/sample-picture.ts';
import { pdf } from '../../agency/sample-files.ts';

const box = (type: string, body: Uint8Array | number[] = []): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(8 + body.length);
  return Buffer.concat([size, Buffer.from(type, 'latin1'), Buffer.from(body)]);
};
const mp4 = Buffer.concat([
  box('ftyp', Buffer.from('isom')),
  box('moov', [1, 2, 3]),
  box('mdat', Buffer.alloc(40)),
]);
const webp = (body: number): Buffer => {
  const head = Buffer.from('RIFF0000WEBPVP8 ');
  head.writeUInt32LE(4 + body, 4);
  return Buffer.concat([head, Buffer.alloc(body - 4)]);
};
const webm = Buffer.concat([
  Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x84]),
  Buffer.from('webm'),
  Buffer.alloc(99),
]);

describe('a picture of a wall', () => {
  it('is known by its bytes, and ends where it says', () => {
    const png = samplePng(4, 4, [0, 80, 160]);
    const read = (bytes: Uint8Array): string => {
      const answer = recognisePicture(bytes);
      return answer.ok ? `${answer.value.kind} ${answer.value.length}` : answer.code;
    };
    assert.equal(read(png), `png ${png.length}`);
    assert.equal(read(Buffer.concat([png, Buffer.alloc(20, 7)])), `png ${png.length}`);
    assert.equal(read(Buffer.concat([png, Buffer.from('PK\x03\x04 an archive')])), 'upload_polyglot');
    assert.equal(read(mp4), `mp4 ${mp4.length}`);
    assert.equal(read(webm), `webm ${webm.length}`);
    assert.equal(read(webp(40)), `webp ${webp(40).length}`);
  });

  it('is refused when it is another kind of file, cut off, empty or too big', () => {
    const matroska = Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.from('matroska')]);
    const cases: readonly (readonly [Uint8Array, string])[] = [
      [Buffer.alloc(0), 'upload_empty'],
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'upload_type'],
      [pdf(), 'upload_type'],
      [Buffer.from('GIF89a'), 'upload_type'],
      [samplePng(4, 4, [0, 0, 0]).subarray(0, 40), 'upload_incomplete'],
      [mp4.subarray(0, mp4.length - 1), 'upload_incomplete'],
      [Buffer.concat([box('ftyp', Buffer.from('isom')), box('mdat', [0])]), 'upload_incomplete'],
      [matroska, 'upload_incomplete'],
      [webp(40).subarray(0, 45), 'upload_incomplete'],
      [Buffer.concat([samplePng(4, 4, [0, 0, 0]), Buffer.alloc(largestPicture)]), 'upload_too_big'],
      [Buffer.concat([mp4, Buffer.alloc(largestVideo)]), 'upload_too_big'],
    ];
    for (const [bytes, code] of cases) {
      const answer = recognisePicture(bytes);
      assert.equal(answer.ok ? 'taken' : answer.code, code);
    }
  });

  it('has the wall only while nobody is at a counter and people may be there', () => {
    const at = '2026-11-24T08:30:00+08:00';
    const call = {
      number: 'A001',
      counter: 'c',
      label: '1',
      calledAt: at,
      times: 1,
      state: 'serving',
    } as const;
    const quiet = (state: Parameters<typeof hasQuietTime>[0]['state'], opensAt?: string): boolean =>
      hasQuietTime({ at, state, calling: [], ...(opensAt === undefined ? {} : { opensAt }) });
    for (const state of ['open', 'last_call', 'break', 'closing'] as const) {
      assert.equal(quiet(state), true, state);
      assert.equal(hasQuietTime({ at, state, calling: [call] }), false, `${state}, somebody is served`);
    }
    for (const state of ['closed', 'paused'] as const) assert.equal(quiet(state), false, state);
    assert.equal(quiet('before_opening', '2026-11-24T09:00:00+08:00'), true);
    assert.equal(quiet('before_opening', '2026-11-24T09:31:00+08:00'), false, 'at night it stays dark');
  });
});
