/** Keys on the screen for the reference of a booking. A scanner that types needs none of it. */
export function connectKeypad(pad: HTMLElement, input: HTMLInputElement): void {
  pad.hidden = false;
  // the machine's own keyboard would cover the page
  input.inputMode = 'none';
  pad.addEventListener('click', (event) => {
    const key = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-key]') : null;
    const name = key?.dataset['key'];
    if (name === undefined) return;
    const bare = input.value.replaceAll('-', '');
    const next = name === 'clear' ? '' : name === 'delete' ? bare.slice(0, -1) : (bare + name).slice(0, 8);
    input.value = grouped(next);
    input.focus();
  });
}

function grouped(code: string): string {
  return code.length > 4 ? `${code.slice(0, 4)}-${code.slice(4)}` : code;
}
