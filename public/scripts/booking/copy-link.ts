/**
 * Copies the link of a page by one press. Where a page may not write to the clipboard (WeChat's own browser, a page that did not come over
 * TLS) the link is copied as selected text is, and where that is not let either it is shown, selected, to be copied by hand.
 */
export function offerCopy(): void {
  const said = document.getElementById('own-link-said');
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    const field = document.getElementById(button.dataset['copy'] ?? '');
    if (!(field instanceof HTMLInputElement)) continue;
    field.addEventListener('focus', () => field.select());
    button.hidden = false;
    const say = (text: string | undefined): void => {
      if (said !== null) said.textContent = text ?? '';
    };
    button.addEventListener('click', async () => {
      const copied = (await toClipboard(field.value)) || selected(field, button);
      say(copied ? button.dataset['copied'] : button.dataset['selected']);
    });
  }
}

async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether the selected text could be copied; if so nothing else has changed on the page. */
function selected(field: HTMLInputElement, button: HTMLButtonElement): boolean {
  const folded = field.closest('details');
  const wasOpen = folded?.open ?? true;
  if (folded !== null) folded.open = true;
  field.focus();
  field.setSelectionRange(0, field.value.length);
  const copied = document.execCommand('copy');
  if (copied) {
    if (folded !== null) folded.open = wasOpen;
    button.focus();
  }
  return copied;
}
