const every = 10_000;
const list = document.getElementById('devices');

/** Shows anew which machines live; not while somebody is about to use the list. */
async function look(place: HTMLElement): Promise<void> {
  if (document.visibilityState !== 'visible' || place.contains(document.activeElement)) return;
  try {
    const answer = await fetch(place.dataset['live'] ?? '', { redirect: 'error' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.getElementById('devices');
    if (answer.ok && fresh !== null && !place.contains(document.activeElement))
      place.replaceChildren(...fresh.childNodes);
  } catch {
    // no network, or signed out: what is shown stays
  }
}

if (list !== null) setInterval(() => void look(list), every);

export {};
