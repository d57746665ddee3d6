import { listen } from './counter/console-updates.ts';
import { idleWatch } from './live/idle-watch.ts';

const desk = document.querySelector<HTMLElement>('[data-desk]');
if (desk !== null) followDesk(desk);

/** Keeps what the desk shows of the hall true. What is being typed or ticked stays: only the lists are shown anew. */
function followDesk(desk: HTMLElement): void {
  const { site = '', source = '' } = desk.dataset;
  const idle = idleWatch();
  // with what was looked for
  const address = location.pathname === source ? `${source}${location.search}` : source;
  const live = listen(site, async () => {
    const untouched: Record<string, string> = idle() ? { 'X-Idle': '1' } : {};
    const headers = { Accept: 'text/html', ...untouched };
    try {
      const answer = await fetch(address, {
        headers,
        cache: 'no-store',
        signal: AbortSignal.timeout(10_000),
      });
      if (answer.status >= 500 || answer.status === 429) throw new Error(`status ${answer.status}`);
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      // a page to sign in
      if (fresh.querySelector('[data-desk]') === null) return location.reload();
      live.answered(true);
      for (const part of desk.querySelectorAll<HTMLElement>('[data-part]')) {
        const other = fresh.querySelector<HTMLElement>(`[data-part="${part.dataset['part']}"]`);
        if (other !== null && wordsOf(other) !== wordsOf(part)) showAnew(part, other);
      }
    } catch {
      live.answered(false);
    }
  });
}

/** What somebody sees there, and could press: tokens of forms differ each time. */
function wordsOf(part: HTMLElement): string {
  const acts = [...part.querySelectorAll<HTMLElement>('[data-act]')].map(({ dataset }) => dataset['act']);
  return `${part.textContent?.replace(/\s+/g, ' ')}|${acts.join()}`;
}

/** The focus and the ticks of those who are still there stay with them. */
function showAnew(part: HTMLElement, other: HTMLElement): void {
  const at = document.activeElement;
  const act = part.contains(at) ? at?.closest<HTMLElement>('[data-act]')?.dataset['act'] : undefined;
  const tag = at?.tagName.toLowerCase() ?? '';
  const ticked = [...part.querySelectorAll<HTMLInputElement>('input:checked')].map(
    (box) => box.closest<HTMLElement>('[data-act]')?.dataset['act'],
  );
  part.innerHTML = other.innerHTML;
  const of = (name: string): HTMLElement | null => part.querySelector(`[data-act="${CSS.escape(name)}"]`);
  for (const name of ticked) {
    const box = of(name ?? '')?.querySelector<HTMLInputElement>('input[type="checkbox"]');
    if (box != null) box.checked = true;
  }
  if (act === undefined) return;
  const same = of(act);
  const target = same?.matches(tag) ? same : same?.querySelector<HTMLElement>(`${tag}:not([type="hidden"])`);
  // whoever it was about is not there any more
  (target ?? part.closest('section')?.querySelector<HTMLElement>('h2') ?? part).focus({
    preventScroll: true,
  });
}
