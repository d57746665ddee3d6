/** Keys that press the buttons that name them. Not while somebody types, and not with another key held. */
export function handleKeys(root: HTMLElement, dismiss: () => void): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    const target = event.target instanceof Element ? event.target : null;
    if (event.key === 'Escape') {
      if (!closeMenus(root)) dismiss();
      return;
    }
    if (target?.closest(typed) != null) return;
    const key = keyOf(event);
    // the question mark is the only one that needs it
    if (event.shiftKey && key !== '?') return;
    // on a button that has the focus, these press that button
    if ((key === ' ' || key === 'enter') && target?.closest('button, summary, a, input') != null) return;
    if (press(root, CSS.escape(key))) event.preventDefault();
  });

  // one menu at a time, and none when something else is pressed
  document.addEventListener('click', (event) => {
    for (const menu of root.querySelectorAll<HTMLDetailsElement>('details[open]'))
      if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
}

const typed = 'input:not([type="checkbox"]), select, textarea, [contenteditable]';

/** What is open or asked comes first, then what is always there. Answers whether the key is one of ours. */
function press(root: HTMLElement, key: string): boolean {
  const button =
    root.querySelector<HTMLButtonElement>(
      `details[open] :is(button[data-pick="${key}"], button[data-key="${key}"])`,
    ) ??
    root.querySelector<HTMLButtonElement>(`[data-ask] button[data-key="${key}"]`) ??
    document.querySelector<HTMLButtonElement>(
      `[data-unanswered]:not([hidden]) button[data-key="${key}"]:not([hidden])`,
    );
  const menu = root.querySelector<HTMLDetailsElement>(`details[data-menu-key="${key}"]`);
  const found = button ?? root.querySelector<HTMLButtonElement>(`button[data-key="${key}"]`);
  const group = root.querySelector<HTMLElement>(`[data-focus-key="${key}"] button:not([disabled])`);
  if (button === null && menu !== null) toggle(root, menu);
  else if (found !== null) {
    if (!found.disabled) found.click();
  } else if (group !== null) group.focus();
  else return false;
  return true;
}

function toggle(root: HTMLElement, menu: HTMLDetailsElement): void {
  for (const other of root.querySelectorAll<HTMLDetailsElement>('details[open]'))
    if (other !== menu) other.open = false;
  menu.open = !menu.open;
  if (menu.open) menu.querySelector<HTMLElement>('select, button, [tabindex]')?.focus();
}

/** A Chinese input method may be on: it answers for letters and digits, and its question mark is a wide one. */
function keyOf({ key, code }: KeyboardEvent): string {
  if (key === '？') return '?';
  const named = code.replace(/^(Key|Digit)/, '').replace('Space', ' ');
  return (key === 'Process' ? named : key).toLowerCase();
}

function closeMenus(root: HTMLElement): boolean {
  const open = root.querySelectorAll<HTMLDetailsElement>('details[open]');
  for (const menu of open) {
    menu.open = false;
    menu.querySelector<HTMLElement>('summary')?.focus();
  }
  return open.length > 0;
}
