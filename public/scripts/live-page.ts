import { listen } from './counter/console-updates.ts';
import { idleWatch } from './live/idle-watch.ts';

/** Halls that are followed at once; with more, what happens elsewhere is seen at the next look. */
const most = 6;
/** A page of the office is more than a board: between two looks at least so long. Milliseconds. */
const restFor = 2000;

const main = document.querySelector<HTMLElement>('[data-live-page]');
const sites = (main?.dataset['livePage'] ?? '').split(' ').filter((site) => site !== '');
if (main !== null && sites.length > 0) follow(main);

/** Keeps the figures and lists of a page true: it is asked for anew whenever something happens in a hall of it. */
function follow(page: HTMLElement): void {
  const idle = idleWatch();
  let asking: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    const untouched: Record<string, string> = idle() ? { 'X-Idle': '1' } : {};
    const headers = { Accept: 'text/html', ...untouched };
    try {
      const answer = await fetch(location.href, {
        headers,
        cache: 'no-store',
        signal: AbortSignal.timeout(10_000),
      });
      // the session has ended: the page of its own says so
      if (answer.redirected || answer.status === 403) return location.reload();
      if (answer.ok) renew(page, new DOMParser().parseFromString(await answer.text(), 'text/html'));
    } catch {
      // what stands there was true; the next look may succeed
    }
    await new Promise((go) => setTimeout(go, restFor));
  };
  const refresh = (): Promise<void> => {
    asking ??= look().finally(() => {
      asking = null;
    });
    return asking;
  };
  for (const site of sites.slice(0, most)) listen(site, refresh);
}

/** Puts what has changed in the place of what was there; where somebody types or reads the same, nothing moves. */
function renew(page: HTMLElement, fresh: Document): void {
  const parts = (of: ParentNode): HTMLElement[] => [
    ...of.querySelectorAll<HTMLElement>('[data-live], tbody'),
  ];
  const root = fresh.querySelector('[data-live-page]');
  if (root === null) return;
  const [old, now] = [parts(page), parts(root)];
  // a list has come or gone
  if (old.length !== now.length) {
    location.reload();
    return;
  }
  for (const [k, part] of old.entries()) {
    const html = now[k]?.innerHTML ?? part.innerHTML;
    if (part.innerHTML === html) continue;
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    part.innerHTML = html;
    const href = focused?.getAttribute('href');
    if (href != null)
      part.querySelector<HTMLElement>(`a[href="${CSS.escape(href)}"]`)?.focus({ preventScroll: true });
  }
}
