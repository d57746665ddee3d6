import { offerCamera } from './kiosk/camera-button.ts';
import { leaveCarefully } from './kiosk/careful-leaving.ts';
import { goHomeWhenIdle, keepHomeTrue } from './kiosk/idle.ts';
import { connectKeypad } from './kiosk/keypad.ts';
import { kioskLine } from './kiosk/line.ts';
import { beSeen } from './kiosk/presence.ts';

/** The machine at the door. Everything here only adds to pages that work without it. */
const kiosk = document.querySelector<HTMLElement>('[data-kiosk]');

if (kiosk !== null) {
  const { home = '', state = '', idle, mark, print } = kiosk.dataset;
  const line = kioskLine(state, document.querySelector<HTMLElement>('[data-kiosk-offline]'));
  leaveCarefully(line);
  if (idle !== undefined)
    goHomeWhenIdle(home, Number(idle), line, document.querySelector<HTMLElement>('[data-kiosk-count]'));
  if (mark !== undefined) keepHomeTrue(mark, home, line);
  if ('pairing' in kiosk.dataset) awaitPairing(state, home);
  else beSeen(kiosk);

  const reference = document.querySelector<HTMLInputElement>('#reference');
  const pad = document.querySelector<HTMLElement>('[data-keypad]');
  const camera = document.querySelector<HTMLButtonElement>('[data-camera]');
  if (reference !== null && pad !== null) connectKeypad(pad, reference);
  if (reference !== null && camera !== null) void offerCamera(camera, reference);

  const printing = document.querySelector<HTMLButtonElement>('[data-print-slip]');
  if (printing !== null) {
    printing.hidden = false;
    printing.addEventListener('click', () => window.print());
    if (print === 'auto') window.print();
  }
}

/** The page of a machine that waits to be let in looks whether that has happened, or whether its code has been replaced. */
function awaitPairing(state: string, home: string): void {
  const code = document.querySelector('.kiosk__code')?.textContent?.trim() ?? '';
  const look = async (): Promise<void> => {
    const answer = await fetch(state, { cache: 'no-store' });
    if (answer.ok || !(await answer.text()).includes(code)) location.replace(home);
  };
  setInterval(() => look().catch(() => undefined), 4000);
}
