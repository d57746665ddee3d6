import assert from 'node:assert/strict';
import { asReport, Screens } from '../../server/realtime/screens.ts';

const report = { id: 'abcdef0123456789', kind: 'display', version: 7, sound: 'on' } as const;
const unpaired = { socket: 'a socket', device: null, voice: 'allowed' } as const;
const noon = Date.parse('2026-11-24T12:00:00+08:00');

describe('the screens that staff see', () => {
  it('are flagged when they have been silent for more than half a minute', () => {
    const screens = new Screens();
    screens.saw({ ...report, ...unpaired, site: 'HZ' }, noon);
    assert.equal(screens.of('HZ', noon + 30_000)[0]?.silent, false);
    assert.equal(screens.of('HZ', noon + 30_001)[0]?.silent, true);
    assert.deepEqual(screens.of('BJ-TSY', noon), []);
  });

  it('never fill the memory, whatever ids are made up', () => {
    const screens = new Screens();
    for (let index = 0; index < 2000; index += 1)
      screens.saw({ ...report, ...unpaired, id: `made-up-${index}`, site: 'HZ' }, noon + index);
    assert.equal(screens.of('HZ', noon).length, 500);
    assert.equal(screens.of('HZ', noon)[0]?.id, 'made-up-1999');
  });

  it('that are paired are not pushed out by made-up ids', () => {
    const screens = new Screens();
    const wall = { ...report, ...unpaired, device: 'the wall', site: 'HZ' };
    screens.saw(wall, noon);
    for (let index = 0; index < 2000; index += 1)
      screens.saw({ ...report, ...unpaired, id: `made-up-${index}`, site: 'HZ' }, noon + index);
    assert.equal(screens.of('HZ', noon).filter(({ device }) => device === 'the wall').length, 1);
  });

  it('have one speaker, and the next one takes over when it leaves, falls silent or is muted', () => {
    const screens = new Screens();
    const wall = (id: string, rest: object = {}) => ({
      ...report,
      ...unpaired,
      id,
      socket: id,
      site: 'HZ',
      ...rest,
    });
    const speaker = () => screens.speaker('HZ', noon);
    assert.equal(speaker(), null);
    screens.saw(wall('one-one-one', { sound: 'blocked' }), noon);
    assert.equal(speaker(), null);
    screens.saw(wall('two-two-two', { sound: 'other' }), noon);
    screens.saw(wall('one-one-one', { sound: 'other' }), noon);
    assert.equal(speaker(), 'two-two-two');
    screens.left('HZ', 'two-two-two');
    assert.equal(speaker(), 'one-one-one');
    screens.saw(wall('two-two-two', { sound: 'on' }), noon);
    assert.equal(speaker(), 'one-one-one', 'whoever comes back waits');
    screens.saw(wall('two-two-two', { sound: 'on' }), noon + 40_000);
    assert.equal(screens.speaker('HZ', noon + 40_000), 'two-two-two');
    screens.saw(wall('two-two-two', { sound: 'on', voice: 'muted' }), noon + 40_000);
    assert.equal(screens.speaker('HZ', noon + 40_000), null);
  });

  it('are heard only when they say what a screen says', () => {
    assert.deepEqual(asReport({ ...report, name: 'left out' }), report);
    const more = { saidBy: 'device', overCounter: true, hidden: true } as const;
    assert.deepEqual(asReport({ ...report, ...more }), { ...report, ...more });
    // what a page of another release says more of itself is left out, and the rest is heard
    assert.deepEqual(asReport({ ...report, saidBy: 'a choir', overCounter: 'yes', hidden: 1 }), report);
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
