import assert from 'node:assert/strict';
import type { Board } from '../../../../server/domain/queue/screens/board.ts';
import { hallScreen } from '../../../../server/domain/queue/screens/hall-screen.ts';
import { screenTexts } from '../../../../server/web/display/display-texts.ts';
import { busyBoard } from '../../../support/public-app.ts';

const open: Board = {
  ...busyBoard,
  counters: [{ code: 'BJ-TSY-3', label: '3', state: 'open', number: 'A012' }],
};

describe('the screen of a board', () => {
  it('puts the newest call first and everybody else at a counter after it', () => {
    const screen = hallScreen(open, screenTexts, 'both');
    assert.equal(screen.newest?.number, 'A012');
    assert.deepEqual(screen.newest?.counter, { text: '3 号窗口', lang: 'zh-CN', second: 'Counter 3' });
    assert.deepEqual(
      screen.recent.map(({ number }) => number),
      ['B004', 'A011'],
    );
  });

  it('keeps somebody who is still called as the newest when a later one has come already', () => {
    const [first, second] = open.calling;
    assert.ok(first && second);
    const calling = [
      { ...first, state: 'serving' as const },
      { ...second, state: 'called' as const },
    ];
    assert.equal(hallScreen({ ...open, calling }, screenTexts, 'en').newest?.number, second.number);
  });

  it('says why nobody is called, and from when on', () => {
    const message = (changes: Partial<Board>, language: 'zh-CN' | 'en' = 'zh-CN') =>
      hallScreen({ ...open, ...changes }, screenTexts, language).message?.text;
    const noon = '2026-11-24T13:00:00.000+08:00';
    const tomorrow = '2026-11-25T09:00:00.000+08:00';
    const reason = { 'zh-CN': '停电检修', en: 'power cut' };
    assert.equal(message({}), undefined);
    assert.equal(message({ state: 'paused' }), '暂停叫号，请稍候');
    assert.equal(message({ state: 'break', opensAt: noon }), '休息中，13:00 继续办理');
    assert.equal(message({ state: 'before_opening', opensAt: noon }, 'en'), 'Opens at 13:00');
    assert.equal(message({ state: 'last_call' }), '今天的现场号已停止发放');
    assert.equal(
      message({ state: 'closed', opensAt: tomorrow, counters: [] }),
      '今天已下班 · 11月25日 09:00 开始办公',
    );
    assert.equal(
      message({ state: 'closed', opensAt: tomorrow, reason }, 'en'),
      'Closed today: power cut · Opens 25 November, 09:00',
    );
    assert.equal(message({ counters: [], calling: [] }), '窗口尚未开放');
    assert.equal(message({ calling: [] }), '窗口已开放，请取号等候');
  });

  it('claims no precision for waits of hours', () => {
    const wait = (low: number, high: number) => {
      const queues = open.queues.map((queue) => ({ ...queue, wait: { low, high } }));
      return hallScreen({ ...open, queues }, screenTexts, 'en').queues[0]?.wait?.text;
    };
    assert.equal(wait(0, 1), 'no wait');
    assert.equal(wait(12, 20), 'about 12–20 min');
    assert.equal(wait(582, 635), 'over 9 h');
  });

  it('grows no longer with three hundred who wait, and says that no counter is there', () => {
    const waiting = Array.from({ length: 300 }, (_, index) => ({
      number: `A${String(index + 1).padStart(3, '0')}`,
      queue: 'A',
      due: open.at,
      wait: null,
    }));
    const crowded: Board = {
      ...open,
      waiting,
      calling: [],
      counters: [],
      queues: open.queues.map((queue) => ({ ...queue, waiting: 300 })),
    };
    const screen = hallScreen(crowded, screenTexts, 'both');
    assert.equal(screen.queues.length, open.queues.length);
    assert.equal(screen.queues[0]?.waiting, '300');
    assert.equal(screen.message?.text, '窗口尚未开放');
    assert.ok(!JSON.stringify(screen).includes('A300'));
  });
});
