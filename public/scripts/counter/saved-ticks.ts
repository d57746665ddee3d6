const place = 'counter-ticks';
/** visitors come back after they were set aside */
const visitors = 12;

type Kept = Readonly<Record<string, readonly string[]>>;

/**
 * The clerk's ticks on the list of materials, by ticket: they outlive a change of the hall, a page that is loaded again and a visitor who
 * is set aside, and the other tabs of this machine show the same. They say nothing of anybody: names of materials below an id.
 */
export function savedTicks(root: HTMLElement): { restore(): void } {
  const ticket = (): string => root.querySelector<HTMLElement>('[data-ticket]')?.dataset['ticket'] ?? '';
  const restore = (): void => {
    const ticks = new Set(read()[ticket()] ?? []);
    for (const box of root.querySelectorAll<HTMLInputElement>('[data-check]'))
      box.checked = ticks.has(box.dataset['check'] ?? '');
  };
  root.addEventListener('change', (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.dataset['check'] === undefined) return;
    const checked = [...root.querySelectorAll<HTMLInputElement>('[data-check]:checked')];
    const { [ticket()]: _before, ...others } = read();
    const kept = Object.entries({
      ...others,
      [ticket()]: checked.map((each) => each.dataset['check'] ?? ''),
    });
    write(Object.fromEntries(kept.slice(-visitors)));
  });
  window.addEventListener('storage', (event) => {
    if (event.key === place) restore();
  });
  return { restore };
}

/** where the store is forbidden, only the other tabs go without */
let own: Kept = {};

function read(): Kept {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}') as Kept;
  } catch {
    return own;
  }
}

function write(kept: Kept): void {
  own = kept;
  try {
    localStorage.setItem(place, JSON.stringify(kept));
  } catch {
    // see above
  }
}
