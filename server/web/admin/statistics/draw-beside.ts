import { BesideLoop } from '../../../actions/beside-loop.ts';
import { type SafeHtml, safeHtml } from '../../safe-html.ts';
import type { Chart } from './draw-chart.ts';

const bounds = { atOnce: 8, longest: 15_000 };
let thread: BesideLoop<readonly Chart[], readonly string[]> | undefined;

/**
 * Draws beside the loop that serves: a picture takes longer than it may be held. None when too many want some at once, or it takes too long: each
 * stands beside a table that says the same, and drawing here would hold up everybody just when there is much to do. No charts: the thread begins,
 * so that it is there.
 */
export async function drawBeside(charts: readonly Chart[]): Promise<readonly SafeHtml[]> {
  thread ??= new BesideLoop(new URL('./chart-thread.ts', import.meta.url), bounds);
  const said = await thread.ask(charts).catch(() => null);
  return said?.kind === 'answer' ? said.answer.map((drawn) => safeHtml(drawn)) : [];
}
