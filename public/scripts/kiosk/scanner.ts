/** a scanner types a code at once; keys that come later than this are of another */
const pause = 1000;
/** nobody types that fast, milliseconds between two keys */
const byMachine = 60;
/** shorter than any reference */
const shortest = 8;

/** A scanner that types is heard wherever the finger was before: on the page to check in, and on the first page as well. */
export function listenForScans(): void {
  let heard = '';
  let heardAt = 0;
  let slowest = 0;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const now = performance.now();
    if (now - heardAt > pause) heard = '';
    slowest = heard === '' ? 0 : Math.max(slowest, now - heardAt);
    heardAt = now;
    if (event.key.length === 1) heard += event.key;
    // many scanners end with Tab, which is a key of people as well
    const scanned = heard.length >= shortest && event.key === 'Tab' && slowest < byMachine;
    const reference = document.querySelector<HTMLInputElement>('#reference');
    if (reference !== null) {
      // the key that is going down is typed where the focus is by then
      if (event.key.length === 1) reference.focus();
      if (!scanned) return;
      event.preventDefault();
      heard = '';
      reference.form?.requestSubmit();
      return;
    }
    const form = document.querySelector<HTMLFormElement>('[data-scan]');
    const ended = scanned || (event.key === 'Enter' && heard.length >= shortest);
    if (!ended || form === null) return;
    event.preventDefault();
    const field = form.elements.namedItem('reference');
    if (field instanceof HTMLInputElement) field.value = heard;
    heard = '';
    form.requestSubmit();
  });
}
