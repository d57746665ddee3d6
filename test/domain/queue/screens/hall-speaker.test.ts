import assert from 'node:assert/strict';
import fc from 'fast-check';
import { displayVoices } from '../../../../server/domain/queue/screens/display-choice.ts';
import { type Candidate, hallSpeaker } from '../../../../server/domain/queue/screens/hall-speaker.ts';

const someScreens = fc.uniqueArray(
  fc.record({
    key: fc.string({ minLength: 1, maxLength: 3 }),
    paired: fc.boolean(),
    voice: fc.constantFrom(...displayVoices),
    readySince: fc.option(fc.nat({ max: 5 })),
  }),
  { selector: ({ key }) => key, maxLength: 8 },
);
const screen = (key: string, rest: Partial<Candidate> = {}): Candidate => ({
  key,
  paired: true,
  voice: 'allowed',
  readySince: 1,
  ...rest,
});

describe('who speaks in a hall', () => {
  it('is one that can be heard and is not muted, whenever there is one', () => {
    fc.assert(
      fc.property(someScreens, (screens) => {
        const able = screens.filter(({ readySince, voice }) => readySince !== null && voice !== 'muted');
        const speaker = hallSpeaker(screens);
        if (able.length === 0) assert.equal(speaker, null);
        else assert.ok(able.some(({ key }) => key === speaker));
      }),
    );
  });

  it('is the same for every process, in whatever order it has heard of the screens', () => {
    fc.assert(
      fc.property(someScreens, (screens) => {
        assert.equal(hallSpeaker([...screens].reverse()), hallSpeaker(screens));
      }),
    );
  });

  it('does not change because of one that comes later, unless that is preferred or the first one paired', () => {
    assert.equal(hallSpeaker([screen('first'), screen('later', { readySince: 2 })]), 'first');
    assert.equal(
      hallSpeaker([screen('first'), screen('later', { readySince: 2, voice: 'preferred' })]),
      'later',
    );
    assert.equal(
      hallSpeaker([screen('first', { paired: false }), screen('later', { readySince: 2 })]),
      'later',
    );
  });

  it('is never taken from a paired display by a page that somebody opened elsewhere', () => {
    const stranger = screen('stranger', { paired: false, voice: 'preferred', readySince: 0 });
    assert.equal(hallSpeaker([stranger, screen('wall', { readySince: 9 })]), 'wall');
  });
});
