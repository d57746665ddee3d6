import { offerCamera } from './kiosk/camera-button.ts';
import { goHomeWhenIdle, keepHomeTrue } from './kiosk/idle.ts';
import { connectKeypad } from './kiosk/keypad.ts';
import { leaveWhenOnline } from './kiosk/leave-when-online.ts';
import { reportPresence } from './kiosk/presence.ts';
import { printSlip } from './kiosk/print-slip.ts';
import { listenForScans } from './kiosk/scanner.ts';
import { serverCheck } from './kiosk/server-check.ts';

/** The machine at the door. Everything here only adds to pages that work without it. */
const kiosk = document.querySelector<HTMLElement>('[data-kiosk]');

if (kiosk !== null) {
  const { home = '', state = '', idle, mark, print } = kiosk.dataset;
  const server = serverCheck(state, document.querySelector<HTMLElement>('[data-kiosk-offline]'));
  leaveWhenOnline(server, (page) => show(page, kiosk, home));
  listenForScans();
  if (idle !== undefined) goHomeWhenIdle(home, Number(idle), server);
  if (idle !== undefined) neverComeBack(home);
  if (mark !== undefined) keepHomeTrue(mark, home, server);
  if ('pairing' in kiosk.dataset) awaitPairing(state, home);
  else reportPresence(kiosk, mark === undefined ? null : () => redrawHome(kiosk, home));
  connect(print === 'auto');
}

/** What is in the middle of the page. */
function connect(printsByItself: boolean): void {
  const reference = document.querySelector<HTMLInputElement>('#reference');
  const pad = document.querySelector<HTMLElement>('[data-keypad]');
  const camera = document.querySelector<HTMLButtonElement>('[data-camera]');
  if (reference !== null && pad !== null) connectKeypad(pad, reference);
  if (reference !== null && camera !== null)
    void offerCamera(camera, (text) => {
      reference.value = text;
      reference.form?.requestSubmit();
    });

  const printing = document.querySelector<HTMLButtonElement>('[data-print-slip]');
  const slip = document.querySelector<HTMLElement>('.slip');
  if (printing !== null && slip !== null) {
    printing.hidden = false;
    printing.addEventListener('click', () => printSlip(slip));
    if (printsByItself) printSlip(slip);
  }
}

/** A form was answered by a page: its middle takes the place of this one's. One that is not of a kiosk leads home. */
function show(page: Document, kiosk: HTMLElement, home: string): void {
  const fresh = page.querySelector<HTMLElement>('[data-kiosk]');
  const main = fresh?.querySelector('#main');
  if (!fresh || !main) {
    location.replace(home);
    return;
  }
  document.title = page.title;
  kiosk.toggleAttribute('data-last', fresh.hasAttribute('data-last'));
  kiosk.querySelector('#main')?.replaceWith(main);
  connect(false);
  main.querySelector<HTMLElement>('[autofocus]')?.focus();
}

/** How many wait is taken from the page as it is now; when more than that has changed, the whole page is. */
async function redrawHome(kiosk: HTMLElement, home: string): Promise<void> {
  const answer = await fetch(location.href, { cache: 'no-store' }).catch(() => null);
  if (answer?.ok !== true) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.querySelector<HTMLElement>('[data-kiosk]');
  if (fresh === null || fresh.dataset['mark'] !== kiosk.dataset['mark']) return location.replace(home);
  const [now, then] = [fresh, kiosk].map((each) => each.querySelector('.kiosk__waiting'));
  if (now && then) then.replaceWith(now);
  kiosk.dataset['version'] = fresh.dataset['version'] ?? '';
}

/** A page of before, from the browser's memory or from the keys of a keyboard, is not shown again. */
function neverComeBack(home: string): void {
  const [how] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (how?.type === 'back_forward') location.replace(home);
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) location.replace(home);
  });
}

/** The page of a machine that waits to be let in looks whether that has happened, or whether its code has been replaced. */
function awaitPairing(state: string, home: string): void {
  const code = document.querySelector('.kiosk__code')?.textContent?.trim() ?? '';
  const look = async (): Promise<void> => {
    const answer = await fetch(state, { cache: 'no-store' });
    if (answer.ok || !(await answer.text()).includes(code)) location.replace(home);
  };
  setInterval(() => look().catch(() => undefined), 4000);
}
