import { followNothing } from '../../../server/domain/queue/screens/followed-board.ts';
import { followHall } from '../live/hall-link.ts';
import { screenName } from '../live/screen-name.ts';

const reportEvery = 10_000;

/** Tells the server that this machine lives and which version of the hall it knows, also while somebody is busy at it. */
export function reportPresence(kiosk: HTMLElement): void {
  const site = /\/kiosk\/([^/]+)\/state$/.exec(kiosk.dataset['state'] ?? '')?.[1];
  if (site === undefined) return;
  let version = 0;
  const link = followHall(decodeURIComponent(site), followNothing, {
    followed: ({ followed: { board } }) => {
      const first = version === 0;
      version = board?.version ?? 0;
      kiosk.dataset['version'] = String(version);
      if (first) report();
    },
    linked: (up) => {
      if (up) report();
    },
  });
  const report = (): void => link.report({ id: screenName(), kind: 'kiosk', version, sound: 'off' });
  setInterval(report, reportEvery);
}
