import { idleWatch } from '../live/idle-watch.ts';
import { runClocks } from './clocks.ts';
import { listen } from './console-updates.ts';
import { insist } from './insist.ts';
import { handleKeys } from './keys.ts';
import { leave } from './leave.ts';
import { keptNotice } from './notice.ts';
import { replaceConsole } from './replace-console.ts';
import { savedTicks } from './saved-ticks.ts';
import { type Sent, unansweredBar } from './unanswered.ts';

/**
 * Keeps the console true: forms are sent without leaving the page, and whatever the server answers is what is shown. What is shown
 * before the answer is marked as not yet so.
 */
export function openConsole(root: HTMLElement): void {
  const { source = '', site = '' } = root.dataset;
  const ticks = savedTicks(root);
  const notice = keptNotice(root);
  const unanswered = unansweredBar((sent) => void send(sent, null));
  runClocks(root);
  handleKeys(root, () => notice.forget());
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

  async function fetchPart(ask: (headers: Record<string, string>) => Promise<Response>): Promise<void> {
    const untouched: Record<string, string> = idle() ? { 'X-Idle': '1' } : {};
    latest += 1;
    const own = latest;
    const answer = await ask({ 'X-Partial': 'console', Accept: 'text/html', ...untouched });
    const isConsole = answer.headers.has('x-console');
    // signed out meanwhile, or not permitted any more: the page itself says which
    if (!isConsole && answer.status < 500 && answer.status !== 429) return leave(root, source, answer);
    if (!isConsole) throw new Error(`status ${answer.status}`);
    const html = await answer.text();
    live.answered(true);
    if (own === latest) show(html);
  }

  async function refresh(): Promise<void> {
    changed = sending;
    if (sending) return;
    try {
      const signal = AbortSignal.timeout(10_000);
      await fetchPart((headers) => fetch(source, { cache: 'no-store', headers, signal }));
    } catch {
      live.answered(false);
    }
  }

  /** Sends a command; what it is expected to do is shown until the answer comes, or until that is in doubt. */
  async function send(sent: Sent, form: HTMLFormElement | null): Promise<void> {
    sending = true;
    notice.forget();
    const before = root.innerHTML;
    showExpected(root, form);
    const stopping = new AbortController();
    let doubtful = false;
    const doubted = (): void => {
      if (doubtful) return;
      doubtful = true;
      // nobody knows whether it was done: until the server says so, it was not
      show(before);
      live.answered(false);
      unanswered.trying(sent, () => stopping.abort());
    };
    const init = { method: 'POST', body: sent.body };
    try {
      const { signal } = stopping;
      await fetchPart((headers) => insist(sent.address, { ...init, headers }, { doubted, signal }));
      unanswered.hide();
    } catch {
      doubted();
      if (stopping.signal.aborted) changed = true;
      else unanswered.failed(sent);
    }
    sending = false;
    delete root.dataset['busy'];
    if (changed || doubtful) void refresh();
  }

  root.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset['verb'] === undefined) return;
    event.preventDefault();
    if (sending) return;
    const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
    const label = form.querySelector('button > span, button')?.firstChild?.textContent?.trim() ?? '';
    void send({ address: form.action, body, label }, form);
  });
}

/** What is about to be, shown as not yet so. */
function showExpected(root: HTMLElement, form: HTMLFormElement | null): void {
  root.dataset['busy'] = '';
  if (form === null) return;
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
