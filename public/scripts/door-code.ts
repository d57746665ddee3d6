/** the code changes every minute and is good for a second one: whatever is shown has time left to be used */
const lookEvery = 10_000;
const goodFor = 60_000;

const door = document.querySelector<HTMLElement>('[data-door]');
const offline = document.querySelector<HTMLElement>('[data-door-offline]');
let heardAt = performance.now();

async function look(): Promise<void> {
  try {
    const answer = await fetch(location.href, { cache: 'no-store', signal: AbortSignal.timeout(lookEvery) });
    const fresh = new DOMParser().parseFromString(answer.ok ? await answer.text() : '', 'text/html');
    const inside = fresh.querySelector('[data-door]')?.innerHTML;
    if (inside !== undefined && door !== null) {
      if (door.innerHTML !== inside) door.innerHTML = inside;
      heardAt = performance.now();
    }
  } catch {
    // no network: the next look may have one
  }
  // a code that nobody can use any more would send people away from the door in vain
  const stale = performance.now() - heardAt > goodFor;
  door?.toggleAttribute('hidden', stale);
  offline?.toggleAttribute('hidden', !stale);
}

setInterval(() => void look(), lookEvery);

export {};
