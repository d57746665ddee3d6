import assert from 'node:assert/strict';
import { asReport, Screens } from '../../server/realtime/screens.ts';

const report = { id: 'abcdef0123456789', kind: 'display', version: 7, sound: 'on' } as const;
const noon = Date.parse('2026-11-24T12:00:00+08:00');

describe('the screens that staff see', () => {
  it('are flagged when they have been silent for more than half a minute', () => {
    const screens = new Screens();
    screens.saw({ ...report, site: 'HZ' }, noon);
    assert.equal(screens.of('HZ', noon + 30_000)[0]?.silent, false);
    assert.equal(screens.of('HZ', noon + 30_001)[0]?.silent, true);
    assert.deepEqual(screens.of('BJ-TSY', noon), []);
  });

  it('never fill the memory, whatever ids are made up', () => {
    const screens = new Screens();
    for (let index = 0; index < 2000; index += 1)
      screens.saw({ ...report, id: `made-up-${index}`, site: 'HZ' }, noon + index);
    assert.equal(screens.of('HZ', noon).length, 500);
    assert.equal(screens.of('HZ', noon)[0]?.id, 'made-up-1999');
  });

  it('are heard only when they say what a screen says', () => {
    assert.deepEqual(asReport({ ...report, name: 'left out' }), report);
    const wrong: readonly unknown[] = [
      null,
      'on',
      { ...report, id: '<b>' },
      { ...report, kind: 'console' },
      { ...report, version: -1 },
      { ...report, version: '7' },
      { ...report, sound: 'loud' },
    ];
    for (const sent of wrong) assert.equal(asReport(sent), null);
  });
});
