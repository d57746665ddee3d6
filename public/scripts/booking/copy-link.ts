/** Copies the link of a page by one press, where the browser lets it; without, the field can be selected. */
export function offerCopy(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-copy]');
  const field = document.getElementById(button?.dataset['copy'] ?? '');
  const said = document.getElementById('own-link-said');
  if (button === null || !(field instanceof HTMLInputElement)) return;
  field.addEventListener('focus', () => field.select());
  // only pages that came over TLS, or from this machine, may write to the clipboard
  if (navigator.clipboard === undefined) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(field.value).then(
      () => {
        if (said !== null) said.textContent = button.dataset['copied'] ?? '';
      },
      () => field.focus(),
    );
  });
}
