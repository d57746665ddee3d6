import { followNothing } from '../../../server/domain/queue/screens/followed-board.ts';
import { followHall } from '../live/hall-link.ts';
import { screenName } from '../live/screen-name.ts';

const reportEvery = 10_000;

/** how often the first page is drawn anew at most, milliseconds */
const redrawEvery = 2000;

/**
 * Tells the server that this machine lives and which version of the hall it shows, also while somebody is busy at it. `changed`: the hall
 * has gone on, and the first page shows what was.
 */
export function reportPresence(kiosk: HTMLElement, changed: (() => Promise<void>) | null): void {
  const site = /\/kiosk\/([^/]+)\/state$/.exec(kiosk.dataset['state'] ?? '')?.[1];
  if (site === undefined) return;
  let known = 0;
  let drawing: ReturnType<typeof setTimeout> | null = null;
  const redraw = (): void => {
    if (changed === null || known === shown() || drawing !== null) return;
    drawing = setTimeout(() => {
      void changed().finally(() => {
        drawing = null;
        report();
        redraw();
      });
    }, redrawEvery);
  };
  /** pages without numbers of the hall are as new as what has come */
  const shown = (): number => (changed === null ? known : Number(kiosk.dataset['version'] ?? 0));
  const link = followHall(decodeURIComponent(site), followNothing, {
    followed: ({ followed: { board } }) => {
      const first = known === 0;
      known = board?.version ?? 0;
      if (changed === null) kiosk.dataset['version'] = String(known);
      if (first) report();
      redraw();
    },
    linked: (up) => {
      if (up) report();
    },
  });
  const report = (): void => link.report({ id: screenName(), kind: 'kiosk', version: shown(), sound: 'off' });
  setInterval(report, reportEvery);
}
