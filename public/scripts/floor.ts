import { runClocks } from './counter/clocks.ts';
import { listen } from './counter/console-updates.ts';
import { idleWatch } from './live/idle-watch.ts';
import { sendAgain } from './live/send-again.ts';

const root = document.querySelector<HTMLElement>('[data-floor]');
if (root !== null) openFloor(root);

/** Keeps the floor true: it is asked for anew whenever something happens, and an act is sent without leaving the page. */
function openFloor(floor: HTMLElement): void {
  const { source = '', site = '', noAnswer = '' } = floor.dataset;
  const idle = idleWatch();
  runClocks(floor);
  let sending = false;
  /** answers to older questions are not shown */
  let latest = 0;
  const live = listen(site, () => refresh());

  async function ask(address: string, init: RequestInit): Promise<void> {
    latest += 1;
    const own = latest;
    const untouched: Record<string, string> = idle() ? { 'X-Idle': '1' } : {};
    const headers = { 'X-Partial': 'floor', Accept: 'text/html', ...untouched };
    const answer =
      init.method === 'POST'
        ? await sendAgain(address, { ...init, headers })
        : await fetch(address, { ...init, headers, signal: AbortSignal.timeout(10_000) });
    // an act that was done leads to the page, which is then answered as a part
    const isFloor = answer.headers.has('x-floor');
    if (!isFloor && answer.status < 500 && answer.status !== 429) return location.reload();
    if (!isFloor) throw new Error(`status ${answer.status}`);
    const html = await answer.text();
    live.answered(true);
    if (own === latest) replaceFloor(floor, html);
  }

  async function refresh(): Promise<void> {
    if (sending) return;
    await ask(source, { cache: 'no-store' }).catch(() => live.answered(false));
  }

  floor.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    floor.querySelector('[data-said]')?.remove();
    form.querySelector('button')?.setAttribute('aria-disabled', 'true');
    const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
    ask(form.action, { method: 'POST', body })
      .catch(async () => {
        live.answered(false);
        sending = false;
        await refresh();
        say(floor, noAnswer);
      })
      .finally(() => {
        sending = false;
        void refresh();
      });
  });
}

/** Keeps the focus on the button that it was on, or near it. */
function replaceFloor(floor: HTMLElement, html: string): void {
  const focused = document.activeElement;
  const act = floor.contains(focused)
    ? focused?.closest<HTMLElement>('[data-act]')?.dataset['act']
    : undefined;
  const href = floor.contains(focused) ? focused?.getAttribute('href') : null;
  const said = floor.querySelector('[data-said]');
  floor.innerHTML = html;
  // why something was not done stands until the next thing is pressed
  if (said !== null && floor.querySelector('[data-said]') === null) floor.prepend(said);
  if (act !== undefined)
    (
      floor.querySelector<HTMLElement>(`[data-act="${CSS.escape(act)}"] button`) ??
      document.querySelector<HTMLElement>('main')
    )?.focus({ preventScroll: true });
  else if (href != null)
    floor.querySelector<HTMLElement>(`a[href="${CSS.escape(href)}"]`)?.focus({ preventScroll: true });
}

/** Until the next thing is pressed. */
function say(floor: HTMLElement, text: string): void {
  floor.querySelector('[data-said]')?.remove();
  const notice = document.createElement('p');
  notice.className = 'notice notice--stop';
  notice.dataset['said'] = '';
  notice.setAttribute('role', 'alert');
  notice.textContent = text;
  floor.prepend(notice);
}
