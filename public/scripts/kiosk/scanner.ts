/** a scanner types a code at once; keys that come later than this are of another */
const pause = 1000;
/** shorter than any reference */
const shortest = 8;

/** A scanner that types is heard wherever the finger was before: on the page to check in, and on the first page as well. */
export function listenForScans(): void {
  let heard = '';
  let heardAt = 0;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const reference = document.querySelector<HTMLInputElement>('#reference');
    if (reference !== null) {
      // the key that is going down is typed where the focus is by then
      if (event.key.length === 1) reference.focus();
      return;
    }
    const now = performance.now();
    if (now - heardAt > pause) heard = '';
    heardAt = now;
    if (event.key.length === 1) heard += event.key;
    const form = document.querySelector<HTMLFormElement>('[data-scan]');
    if (event.key !== 'Enter' || form === null || heard.length < shortest) return;
    event.preventDefault();
    const field = form.elements.namedItem('reference');
    if (field instanceof HTMLInputElement) field.value = heard;
    heard = '';
    form.requestSubmit();
  });
}
