/** Marks what has been changed in a settings form and is not saved yet, counts it beside the button, and asks before it is left behind. */
type Input = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const form = document.querySelector<HTMLFormElement>('form.settings');
const note = form?.querySelector<HTMLElement>('[data-unsaved]') ?? null;

function isChanged(input: Input): boolean {
  if (input instanceof HTMLSelectElement) {
    const chosen = [...input.options].findIndex((option) => option.defaultSelected);
    return input.selectedIndex !== Math.max(0, chosen);
  }
  if (input instanceof HTMLInputElement && (input.type === 'checkbox' || input.type === 'radio'))
    return input.checked !== input.defaultChecked;
  return input.value !== input.defaultValue;
}

if (form !== null && note !== null) {
  const text = note.dataset['unsaved'] ?? '';
  let leaving = false;
  const inputs = (): Input[] =>
    [...form.elements].filter(
      (one): one is Input =>
        one instanceof HTMLSelectElement ||
        one instanceof HTMLTextAreaElement ||
        (one instanceof HTMLInputElement && one.type !== 'hidden' && one.type !== 'file'),
    );
  const look = (): number => {
    let count = 0;
    for (const input of inputs()) {
      const changed = isChanged(input);
      if (changed) count += 1;
      input.toggleAttribute('data-changed', changed);
    }
    const said = count === 0 ? '' : text.replace('{count}', String(count));
    if (note.textContent !== said) note.textContent = said;
    return count;
  };
  form.addEventListener('input', look);
  form.addEventListener('change', look);
  form.addEventListener('submit', () => {
    leaving = true;
  });
  window.addEventListener('beforeunload', (event) => {
    if (!leaving && (look() > 0 || form.dataset['touched'] !== undefined)) event.preventDefault();
  });
  // a browser that goes back fills in again what was typed
  window.addEventListener('pageshow', () => {
    leaving = false;
    look();
  });
}
