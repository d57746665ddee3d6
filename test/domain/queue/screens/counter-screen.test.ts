import assert from 'node:assert/strict';
import type { Board, BoardCounter } from '../../../../server/domain/queue/screens/board.ts';
import { counterScreen, counterScreenParts } from '../../../../server/domain/queue/screens/counter-screen.ts';
import { counterScreenTexts } from '../../../../server/web/display/display-texts.ts';
import { busyBoard } from '../../../support/public-app.ts';

const third = { code: 'BJ-TSY-3', label: '3' };

describe('the screen over a counter', () => {
  const shown = (board: Board, language: 'zh-CN' | 'en' = 'zh-CN') => {
    const { state, number, line } = counterScreen(board, third, counterScreenTexts, language);
    return [state, number, line.text];
  };
  const without = (counter: Partial<BoardCounter>): Board => ({
    ...busyBoard,
    calling: [],
    counters: [{ code: 'BJ-TSY-3', label: '3', state: 'open', ...counter }],
  });

  it('says whose turn it is there, and never another counter’s number', () => {
    assert.deepEqual(shown(busyBoard), ['called', 'A012', '请到本窗口']);
    const [first, ...others] = busyBoard.calling;
    assert.ok(first);
    const come = { ...busyBoard, calling: [{ ...first, state: 'serving' as const }, ...others] };
    assert.deepEqual(shown(come, 'en'), ['serving', 'A012', 'Being served']);
    assert.deepEqual(shown({ ...busyBoard, calling: others }), ['closed', null, '窗口未开放']);
  });

  it('says why it is nobody’s turn: free, paused with the usual reasons, closed', () => {
    assert.deepEqual(shown(without({})), ['free', null, '请等候叫号']);
    assert.deepEqual(shown(without({ state: 'paused' }), 'en'), ['paused', null, 'Paused']);
    const reason = { 'zh-CN': '午休', en: 'Lunch' };
    assert.deepEqual(shown(without({ state: 'paused', reason })), ['paused', null, '暂停服务 · 午休']);
    assert.deepEqual(shown(without({ state: 'paused', reason }), 'en'), ['paused', null, 'Paused: Lunch']);
    assert.deepEqual(shown(without({ state: 'closed' }), 'en'), ['closed', null, 'Closed']);
  });

  it('shows the number on the badge of its clerk where the board has it, and nothing where it has none', () => {
    const badge = (board: Board): string | null =>
      counterScreen(board, third, counterScreenTexts, 'zh-CN').badge?.text ?? null;
    assert.equal(badge(without({ badge: '0271' })), '工号 0271');
    assert.equal(badge(without({})), null);
    assert.ok(
      JSON.stringify(
        counterScreenParts(counterScreen(without({ badge: '0271' }), third, counterScreenTexts, 'both')),
      ).includes('Badge 0271'),
    );
  });

  it('keeps its label when the hall has no such counter any more', () => {
    const gone = counterScreen({ ...busyBoard, calling: [] }, third, counterScreenTexts, 'both');
    assert.equal(gone.label, '3');
    assert.ok(JSON.stringify(counterScreenParts(gone)).includes('窗口未开放'));
  });
});
