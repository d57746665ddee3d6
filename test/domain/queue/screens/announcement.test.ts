import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultHallPolicy } from '../../../../server/domain/queue/hall/hall-policy.ts';
import { announcement } from '../../../../server/domain/queue/screens/announcement.ts';
import { chime, fragments, spokenAs } from '../../../../server/domain/queue/screens/fragments.ts';

const speech = { ...defaultHallPolicy.speech, times: 1 };

/** What is heard, without pauses and without the folders. */
function heard(call: { number: string; label: string }, changes: Partial<typeof speech> = {}): string {
  return announcement(call, { ...speech, ...changes })
    .flatMap(({ said }) => said)
    .filter((each) => typeof each === 'string')
    .map((each) => each.replace(/^.*\//, ''))
    .join(' ');
}

describe('an announcement', () => {
  it('spells the ticket digit by digit and counts the counter, in Chinese', () => {
    const said = heard({ number: 'A001', label: '3' }, { language: 'zh-CN' });
    assert.equal(said, 'chime A 0 0 1 haoqingdao 3 haochuangkoubanli');
  });

  it('says 幺 for one in ticket numbers where the hall wants it, never for counters', () => {
    const said = heard({ number: 'B110', label: '1' }, { language: 'zh-CN', one: '幺' });
    assert.equal(said, 'chime B yao yao 0 haoqingdao 1 haochuangkoubanli');
  });

  it('counts two-digit counters as people do', () => {
    const counted = (label: string) =>
      heard({ number: 'A001', label }, { language: 'zh-CN' }).replace(
        /^.* haoqingdao (.*) haochuangkou.*$/,
        '$1',
      );
    assert.deepEqual(['10', '12', '20', '35'].map(counted), ['10', '10 2', '2 10', '3 10 5']);
  });

  it('speaks English after Chinese where both are wanted, and the chime once', () => {
    const said = heard({ number: 'A012', label: '6' }, { times: 2 });
    const chinese = 'A 0 1 2 haoqingdao 6 haochuangkoubanli';
    const english = 'ticket A 0 1 2 please-go-to-counter 6';
    assert.equal(said, `chime ${chinese} ${english} ${chinese} ${english}`);
  });

  it('has the same in words, for a machine with a voice of its own', () => {
    const words = (language: 'zh-CN' | 'en', one: '一' | '幺') =>
      announcement({ number: 'A012', label: '3' }, { ...speech, language, one }).at(-1)?.words;
    assert.equal(words('zh-CN', '幺'), 'A 零幺二号，请到3号窗口办理');
    assert.equal(words('en', '一'), 'Ticket A 0 1 2, please go to counter 3');
  });

  it('says letters as phrases that cannot be confused, in English, where the hall wants it', () => {
    const phrases = { language: 'en', letters: 'phrase' } as const;
    assert.equal(
      heard({ number: 'B012', label: '3' }, phrases),
      'chime ticket as-in-b 0 1 2 please-go-to-counter 3',
    );
    const words = announcement({ number: 'B012', label: '3' }, { ...speech, ...phrases }).at(-1)?.words;
    assert.equal(words, 'Ticket B as in Beijing 0 1 2, please go to counter 3');
    // no two begin alike, and none has another's letter for its own
    const said = fragments.flatMap((name) => (/as-in-/.test(name) ? [spokenAs(name)?.text ?? ''] : []));
    assert.equal(said.length, 26);
    for (const text of said) assert.match(text, /^([A-Z]) as in \1/i);
    assert.equal(new Set(said.map((text) => text.slice(8))).size, 26);
  });

  it('uses recorded fragments only, whatever a counter is called', () => {
    const recorded = new Set(fragments);
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 8 }), fc.string({ maxLength: 6 }), (number, label) => {
        const said = announcement({ number, label }, speech).flatMap((sentence) => sentence.said);
        assert.equal(said[0], chime);
        for (const each of said) assert.ok(typeof each === 'number' || recorded.has(each), String(each));
      }),
    );
  });
});
