import { doWork } from './booking/do-work.ts';
import { keepDistance, offerDistance } from './booking/sort-by-distance.ts';

/** Offices, days and times change without a reload; what is shown is the part of the very page that a reload would show. */
const every = 30_000;
const shown = document.getElementById('choice') === null ? 'offer' : 'choice';
const region = () => document.getElementById(shown);

async function show(address: string): Promise<boolean> {
  const old = region();
  const answer = await fetch(address, { headers: { Accept: 'text/html' } });
  if (old === null || !answer.ok || answer.redirected) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(shown);
  // work is begun with a page of its own
  if (
    fresh === null ||
    (document.getElementById('work') === null) !== (fresh.querySelector('#work') === null)
  )
    return false;
  const focused = document.activeElement;
  const held = focused instanceof HTMLElement && old.contains(focused) ? focused : null;
  old.replaceChildren(...fresh.childNodes);
  keepDistance();
  if (held !== null) sameAs(held)?.focus({ preventScroll: true });
  return true;
}

/** What stands now where the focus was. */
function sameAs(before: HTMLElement): HTMLElement | null {
  if (before.classList.contains('day'))
    return region()?.querySelector<HTMLElement>('.day[aria-current]') ?? null;
  const alike = region()?.querySelectorAll<HTMLElement>(before.tagName) ?? [];
  const key = (one: HTMLElement) =>
    one.id || one.getAttribute('href') || one.getAttribute('value') || one.textContent;
  return [...alike].find((one) => key(one) === key(before)) ?? null;
}

document.addEventListener('click', (event) => {
  const link =
    event.target instanceof Element
      ? event.target.closest<HTMLAnchorElement>('#offer a.day, #choice a.office__link')
      : null;
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  if (link === null || !plain) return;
  event.preventDefault();
  const { href } = link;
  const day = link.classList.contains('day');
  link.focus({ preventScroll: true });
  show(href).then(
    (done) => {
      if (!done) return location.assign(href);
      history.pushState(null, '', href);
      if (!day) toTimes();
    },
    () => location.assign(href),
  );
});

/** To the times of the office that was chosen just now, for eyes and for screen readers. */
function toTimes(): void {
  const heading = document.getElementById('offer-office');
  heading?.focus({ preventScroll: true });
  // where both stand side by side nothing has to move
  const below = (heading?.getBoundingClientRect().top ?? 0) > innerHeight / 2;
  if (below) heading?.scrollIntoView({ block: 'start' });
}

window.addEventListener('popstate', () => {
  show(location.href).catch(() => location.reload());
});

setInterval(() => {
  // not under somebody's finger
  const busy = document.hidden || document.activeElement?.closest('.slots, form') != null;
  if (!busy) show(location.href).catch(() => undefined);
}, every);

doWork();
offerDistance();
