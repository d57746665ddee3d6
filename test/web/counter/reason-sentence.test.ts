import assert from 'node:assert/strict';
import type { CallReason } from '../../../server/domain/queue/hall/call-policy.ts';
import { words } from '../../../server/locales/words.ts';
import { reasonSentence } from '../../../server/web/counter/reason-sentence.ts';
import { formatting } from '../../../server/web/formatting.ts';

const due = Date.parse('2026-11-23T10:15:00+08:00');
const say = (reason: Partial<CallReason>): string =>
  reasonSentence(
    {
      kind: 'appointment',
      due,
      waitedMinutes: 22,
      targetMinutes: null,
      bookedStart: due,
      early: false,
      ...reason,
    },
    formatting('zh-CN', 'Asia/Shanghai'),
    words('zh-CN'),
  );

describe('the reason why a ticket is next', () => {
  it('is the booked time of an appointment', () => {
    assert.equal(say({}), '预约 10:15');
    assert.equal(say({ early: true }), '预约 10:15，现在没有其他人等候');
    assert.equal(say({ kind: 'late_appointment' }), '预约 10:15，迟到签到，已等 22 分钟');
  });

  it('is the wait of a walk-in against its target', () => {
    assert.equal(
      say({ kind: 'walk_in', targetMinutes: 20, bookedStart: null }),
      '已等 22 分钟，目标 20 分钟',
    );
    assert.match(
      say({ kind: 'too_late_appointment', targetMinutes: 20 }),
      /已过宽限.*已等 22 分钟，目标 20 分钟/,
    );
  });

  it('is what was promised before of a ticket that comes back', () => {
    assert.equal(say({ kind: 'priority', bookedStart: null }), '优先办理，已等 22 分钟');
    for (const kind of ['returned', 'resumed', 'transferred'] as const)
      assert.match(say({ kind }), /按原来的 10:15/);
  });
});
