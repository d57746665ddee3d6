import { codeOfLicence } from '../../../server/domain/enterprise/licence-code.ts';
import { offerCamera } from '../kiosk/camera-button.ts';

/** Reads the credit code from the QR code of the licence, where there is a camera; what reads codes is loaded when it is wanted. */
export function readLicence(): void {
  const button = document.querySelector<HTMLButtonElement>('#details [data-camera]');
  const nothing = document.querySelector<HTMLElement>('[data-camera-nothing]');
  if (button === null) return;
  void offerCamera(button, (text) => {
    const read = codeOfLicence(text);
    if (nothing !== null) nothing.hidden = read !== null;
    if (read === null) return;
    put('creditCode', read.creditCode);
    if (read.name !== null) put('enterprise', read.name);
    document.getElementById('name')?.focus();
  });
}

/** As if typed, so that what follows typing follows. */
function put(name: string, text: string): void {
  const field = document.getElementById(name);
  if (!(field instanceof HTMLInputElement)) return;
  field.value = text;
  for (const type of ['input', 'blur']) field.dispatchEvent(new Event(type, { bubbles: true }));
}
