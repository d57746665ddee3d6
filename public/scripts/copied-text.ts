import { cleanText } from './clean-text.ts';

/** What is copied is clean: the marks of where a line may end stay on the page, or a map would not find an address that was pasted. */
export function cleanCopies(): void {
  document.addEventListener('copy', (event) => {
    // what stands in a field is its own
    if (document.activeElement?.matches('input, textarea')) return;
    const text = String(getSelection());
    const clean = cleanText(text);
    if (clean === text || event.clipboardData === null) return;
    event.clipboardData.setData('text/plain', clean);
    event.preventDefault();
  });
}
