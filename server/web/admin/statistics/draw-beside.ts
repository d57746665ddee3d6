import { BesideLoop } from '../../../actions/beside-loop.ts';
import { type SafeHtml, safeHtml } from '../../safe-html.ts';
import { type Chart, chartDrawer } from './draw-chart.ts';

const bounds = { atOnce: 8, longest: 8000 };
let thread: BesideLoop<readonly Chart[], readonly string[]> | undefined;

/** Draws beside the loop that serves: a picture takes longer than it may be held. No charts: the thread begins, so that it is there. */
export async function drawBeside(charts: readonly Chart[]): Promise<readonly SafeHtml[]> {
  thread ??= new BesideLoop(new URL('./chart-thread.ts', import.meta.url), bounds);
  const said = await thread.ask(charts).catch(() => null);
  if (said?.kind === 'answer') return said.answer.map((drawn) => safeHtml(drawn));
  // better here than no picture
  return charts.map(await chartDrawer());
}
