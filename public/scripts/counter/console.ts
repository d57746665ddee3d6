import { idleWatch } from '../live/idle-watch.ts';
import { sendAgain } from '../live/send-again.ts';
import { runClocks } from './clocks.ts';
import { listen } from './console-updates.ts';
import { handleKeys } from './keys.ts';
import { keptNotice } from './notice.ts';
import { replaceConsole } from './replace-console.ts';
import { savedTicks } from './saved-ticks.ts';

/**
 * Keeps the console true: forms are sent without leaving the page, and whatever the server answers is what is shown. What is shown
 * before the answer is marked as not yet so.
 */
export function openConsole(root: HTMLElement): void {
  const { source = '', site = '', noAnswer = '' } = root.dataset;
  const ticks = savedTicks(root);
  const notice = keptNotice(root);
  runClocks(root);
  handleKeys(root);
  ticks.restore();

  let sending = false;
  /** something changed while a command was under way */
  let changed = false;
  /** answers that were asked for before the last command went out are old */
  let latest = 0;
  const live = listen(site, () => refresh());
  const idle = idleWatch();

  function show(html: string): void {
    replaceConsole(root, html);
    ticks.restore();
    notice.restore();
  }

  async function fetchPart(address: string, init: RequestInit): Promise<void> {
    const untouched: Record<string, string> = idle() ? { 'X-Idle': '1' } : {};
    latest += 1;
    const own = latest;
    const headers = { 'X-Partial': 'console', Accept: 'text/html', ...untouched };
    const answer =
      init.method === 'POST'
        ? await sendAgain(address, { ...init, headers })
        : await fetch(address, { ...init, headers, signal: AbortSignal.timeout(10_000) });
    const isConsole = answer.headers.has('x-console');
    // signed out meanwhile, or not permitted any more: the page itself says which
    if (!isConsole && answer.status < 500 && answer.status !== 429) return location.reload();
    if (!isConsole) throw new Error(`status ${answer.status}`);
    const html = await answer.text();
    live.answered(true);
    if (own === latest) show(html);
  }

  async function refresh(): Promise<void> {
    changed = sending;
    if (sending) return;
    try {
      await fetchPart(source, { cache: 'no-store' });
    } catch {
      live.answered(false);
    }
  }

  root.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset['verb'] === undefined) return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    notice.forget();
    const before = root.innerHTML;
    showExpected(root, form);
    const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
    fetchPart(form.action, { method: 'POST', body })
      .catch(async () => {
        live.answered(false);
        sending = false;
        // nobody knows whether it was done: until the server says so, it was not
        show(before);
        await refresh();
        notice.say(noAnswer);
      })
      .finally(() => {
        sending = false;
        delete root.dataset['busy'];
        if (changed) void refresh();
      });
  });
}

/** What is about to be, shown as not yet so. */
function showExpected(root: HTMLElement, form: HTMLFormElement): void {
  root.dataset['busy'] = '';
  const pending = form.querySelector<HTMLElement>('[data-pending]')?.dataset['pending'];
  const state = root.querySelector('[data-current-state]');
  if (pending !== undefined && state !== null) state.textContent = pending;
  const next = root.querySelector<HTMLElement>('[data-next]')?.dataset['next'];
  const number = root.querySelector('[data-current-number]');
  if (form.dataset['verb'] === 'next' && next && number !== null) {
    number.textContent = next;
    number.classList.add('console__number--pending');
  }
}
