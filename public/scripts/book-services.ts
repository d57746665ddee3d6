/** Choosing a number of cards chooses the service as well. */
for (const count of document.querySelectorAll<HTMLInputElement>('.choice__count > input')) {
  count.addEventListener('change', () => {
    const box = count.closest('.choice')?.querySelector<HTMLInputElement>('input[type="checkbox"]');
    if (box !== null && box !== undefined) box.checked = true;
  });
}

/** What is asked about several of the chosen services in the same words is asked once. */
function askOnce(): void {
  const seen = new Set<string>();
  for (const asked of document.querySelectorAll<HTMLElement>('[data-asked]')) {
    const name = asked.dataset['asked'] ?? '';
    const chosen = asked.closest('.choice')?.querySelector('input[type="checkbox"]:checked') != null;
    asked.hidden = chosen && seen.has(name);
    if (chosen) seen.add(name);
  }
}

const boxes = () => [...document.querySelectorAll<HTMLInputElement>('.choices input[type="checkbox"]')];

/** What an answer asks for besides is said until it is chosen. */
function sayNeeds(): void {
  for (const notice of document.querySelectorAll<HTMLElement>('[data-needs]')) {
    const wanted = (notice.dataset['needs'] ?? '').split(' ');
    const chosen = boxes().some(({ checked, value }) => checked && wanted.includes(value));
    for (const [part, when] of [
      [notice.querySelector('p'), !chosen],
      [notice.querySelector('.asked-here__add'), !chosen],
      [notice.querySelector('.asked-here__done'), chosen],
    ] as const)
      part?.toggleAttribute('hidden', !when);
  }
}

function changed(): void {
  askOnce();
  sayNeeds();
}

document.querySelector('form')?.addEventListener('change', changed);
// a press that adds a service stays on the page, where that service may ask something itself
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('.asked-here__add button') : null;
  if (!(button instanceof HTMLButtonElement)) return;
  event.preventDefault();
  const box = boxes().find(({ value }) => value === button.value);
  if (box === undefined) return;
  box.checked = true;
  changed();
  button.closest('.asked-here__answer')?.querySelector('input')?.focus();
});
changed();

export {};
