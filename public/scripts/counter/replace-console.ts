/** Writes the console anew without taking away what somebody is in the middle of: open menus, typed text, the focus. */
export function replaceConsole(root: HTMLElement, html: string): void {
  const open = [...root.querySelectorAll<HTMLDetailsElement>('details[open]')].map(
    (menu) => menu.dataset['menu'],
  );
  const typed = [
    ...root.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[id]:is(input, select)'),
  ].map(({ id, value }) => ({ id, value }));
  const focused = document.activeElement;
  const mark = root.contains(focused) ? markOf(focused) : null;
  const scrolled = root.querySelector('.console__waiting ol')?.scrollTop ?? 0;
  root.innerHTML = html;
  for (const name of open)
    root.querySelector<HTMLDetailsElement>(`details[data-menu="${name}"]`)?.setAttribute('open', '');
  for (const { id, value } of typed) {
    const field = root.querySelector<HTMLInputElement | HTMLSelectElement>(`#${CSS.escape(id)}`);
    if (field === null) continue;
    const before = field.value;
    field.value = value;
    // somebody who is no longer in the list cannot stay chosen
    if (field.value !== value) field.value = before;
  }
  if (mark !== null) root.querySelector<HTMLElement>(mark)?.focus({ preventScroll: true });
  const list = root.querySelector('.console__waiting ol');
  if (list !== null) list.scrollTop = scrolled;
}

function markOf(element: Element | null): string | null {
  if (element === null) return null;
  if (element.id !== '') return `#${CSS.escape(element.id)}`;
  const check = element.getAttribute('data-check');
  if (check !== null) return `[data-check="${CSS.escape(check)}"]`;
  const menu = element.closest('details')?.dataset['menu'];
  if (menu !== undefined && element.tagName === 'SUMMARY') return `details[data-menu="${menu}"] > summary`;
  const verb = element.closest('form')?.dataset['verb'];
  return verb === undefined ? null : `form[data-verb="${verb}"] button`;
}
