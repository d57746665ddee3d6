/** Keys that press the buttons that name them. Not while somebody types, and not with another key held. */
export function handleKeys(root: HTMLElement): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.key === 'Escape') return closeMenus(root);
    const target = event.target;
    if (
      target instanceof Element &&
      target.closest('input:not([type="checkbox"]), select, textarea') !== null
    )
      return;
    const key = keyOf(event);
    // on a button that has the focus, space presses that button
    if (key === ' ' && target instanceof Element && target.closest('button, summary, a, input') !== null)
      return;
    const menu = root.querySelector<HTMLDetailsElement>(`details[data-menu-key="${CSS.escape(key)}"]`);
    const button = root.querySelector<HTMLButtonElement>(`button[data-key="${CSS.escape(key)}"]`);
    if (menu === null && button === null) return;
    event.preventDefault();
    if (menu !== null) {
      for (const other of root.querySelectorAll<HTMLDetailsElement>('details[open]'))
        if (other !== menu) other.open = false;
      menu.open = !menu.open;
      if (menu.open) menu.querySelector<HTMLElement>('button')?.focus();
    } else if (button !== null && !button.disabled) button.click();
  });

  // one menu at a time, and none when something else is pressed
  document.addEventListener('click', (event) => {
    for (const menu of root.querySelectorAll<HTMLDetailsElement>('details[open]'))
      if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
}

/** A Chinese input method may be on: it answers for letters, and its question mark is a wide one. */
function keyOf({ key, code }: KeyboardEvent): string {
  if (key === '？') return '?';
  return (key === 'Process' ? code.replace(/^Key/, '').replace('Space', ' ') : key).toLowerCase();
}

function closeMenus(root: HTMLElement): void {
  for (const menu of root.querySelectorAll<HTMLDetailsElement>('details[open]')) {
    menu.open = false;
    menu.querySelector<HTMLElement>('summary')?.focus();
  }
}
