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
  it('keeps everybody who is called apart from those who have come, the last call first', () => {
    const screen = hallScreen(open, screenTexts, 'both');
    assert.deepEqual(screen.called, [
      { number: 'A012', label: '3', word: { text: '请到窗口', lang: 'zh-CN', second: 'go to' }, again: null },
    ]);
    assert.deepEqual(
      screen.served.map(({ number }) => number),
      ['B004', 'A011'],
    );
  });

  it('hides nobody who is called, however many counters call', () => {
    const [first] = open.calling;
    assert.ok(first);
    const calling = Array.from({ length: 40 }, (_none, index) => ({ ...first, number: `A${index}` }));
    assert.equal(hallScreen({ ...open, calling }, screenTexts, 'en').called.length, 40);
  });

  it('says which counters call, serve, are free or pause, and leaves out those that are closed', () => {
    const counters = [
      { code: 'BJ-TSY-1', label: '1', state: 'open' as const, number: 'A011' },
      { code: 'BJ-TSY-2', label: '2', state: 'closed' as const },
      { code: 'BJ-TSY-3', label: '3', state: 'paused' as const, number: 'A012' },
      { code: 'BJ-TSY-4', label: '4', state: 'paused' as const },
      { code: 'BJ-TSY-6', label: '6', state: 'open' as const },
      { code: 'BJ-TSY-8', label: '8', state: 'paused' as const, reason: { 'zh-CN': '午休', en: 'Lunch' } },
    ];
    assert.deepEqual(
      hallScreen({ ...open, counters }, screenTexts, 'en').counters.map(({ label, state, number, word }) => [
        label,
        state,
        number,
        word.text,
      ]),
      [
        ['1', 'serving', 'A011', 'Being served'],
        ['3', 'called', 'A012', 'go to'],
        ['4', 'paused', null, 'paused'],
        ['6', 'free', null, 'free'],
        ['8', 'paused', null, 'paused: Lunch'],
      ],
    );
  });

  it('asks those who missed their call to the desk', () => {
    assert.equal(hallScreen(open, screenTexts, 'en').missed, null);
    const missed = hallScreen({ ...open, missed: ['A007', 'B001'] }, screenTexts, 'zh-CN').missed;
    assert.deepEqual([missed?.title.text, missed?.numbers], ['过号请到服务台', 'A007  B001']);
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
      '今天已下班，11月25日 09:00 开始办公',
    );
    assert.equal(
      message({ state: 'closed', opensAt: tomorrow, reason }, 'en'),
      'Closed today: power cut. Opens 25 November, 09:00',
    );
    assert.equal(message({ counters: [], calling: [] }), '窗口尚未开放');
    assert.equal(message({ calling: [] }), '窗口已开放，请取号等候');
  });

  it('goes on after a reason that was written as a sentence', () => {
    const reason = { 'zh-CN': '停电检修。', en: 'Power cut.' };
    const board: Board = { ...open, state: 'closed', reason, opensAt: '2026-11-25T09:00:00+08:00' };
    const text = (language: 'zh-CN' | 'en') => hallScreen(board, screenTexts, language).message?.text ?? '';
    assert.doesNotMatch(text('zh-CN'), /。[，。]/);
    assert.match(text('en'), /Power cut\. Opens/);
  });

  it('claims no precision for waits of hours', () => {
    const wait = (low: number, high: number, closesAt?: string) => {
      const queues = open.queues.map((queue) => ({ ...queue, wait: { low, high } }));
      const board = closesAt === undefined ? open : { ...open, closesAt };
      return hallScreen({ ...board, queues }, screenTexts, 'en').queues[0]?.wait?.text;
    };
    assert.equal(wait(0, 1), 'no wait');
    assert.equal(wait(0, 5), 'up to 5 min');
    assert.equal(wait(4, 4), 'about 4 min');
    assert.equal(wait(12, 20), 'about 12–20 min');
    assert.equal(wait(182, 235, '2026-11-24T17:00:00+08:00'), 'over 3 h');
    // beyond closing there is no wait, only another day
    assert.equal(wait(582, 635, '2026-11-24T17:00:00+08:00'), 'may not be served today');
    assert.equal(wait(1740, 1800), 'may not be served today');
    assert.equal(wait(0, 750), 'wait not known');
    assert.equal(wait(45, 200), 'over 45 min');
    assert.equal(wait(59, 90, '2026-11-24T10:20:00+08:00'), 'about 59–90 min');
    assert.equal(wait(60, 90, '2026-11-24T10:20:00+08:00'), 'may not be served today');
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
