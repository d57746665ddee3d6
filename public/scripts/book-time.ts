import { doWork } from './booking/do-work.ts';

/** Days and times change without a reload; what is shown is the part of the very page that a reload would show. */
const every = 30_000;

async function show(address: string): Promise<boolean> {
  const offer = document.getElementById('offer');
  const answer = await fetch(address, { headers: { Accept: 'text/html' } });
  if (offer === null || !answer.ok || answer.redirected) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('offer');
  if (fresh === null) return false;
  const focused = document.activeElement;
  const day =
    focused instanceof HTMLElement && focused.classList.contains('day') ? focused.getAttribute('href') : null;
  const strip = offer.querySelector('.days')?.scrollLeft ?? 0;
  offer.replaceChildren(...fresh.childNodes);
  const days = offer.querySelector('.days');
  if (days !== null) days.scrollLeft = strip;
  if (day !== null) offer.querySelector<HTMLElement>('.day[aria-current]')?.focus();
  return true;
}

document.addEventListener('click', (event) => {
  const link =
    event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('#offer a.day') : null;
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  if (link === null || !plain) return;
  event.preventDefault();
  const { href } = link;
  link.focus();
  show(href).then(
    (shown) => {
      if (shown) history.pushState(null, '', href);
      else location.assign(href);
    },
    () => location.assign(href),
  );
});

window.addEventListener('popstate', () => {
  show(location.href).catch(() => location.reload());
});

setInterval(() => {
  // not under somebody's finger
  const busy = document.hidden || document.activeElement?.closest('.slots') != null;
  if (!busy) show(location.href).catch(() => undefined);
}, every);

document.querySelector('.day[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

doWork();
