import { offerCopy } from './booking/copy-link.ts';
import { forgetTyped } from './booking/keep-typed.ts';

/** Ticks are remembered as they are set, without the button; the print button is there for whoever can use it. */
const form = document.getElementById('ticks');
const said = document.getElementById('ticks-said');

async function save(ticks: HTMLFormElement): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(ticks)) body.append(name, String(value));
  const answer = await fetch(ticks.action, { method: 'POST', headers: { 'x-quiet': '1' }, body });
  if (said !== null) said.textContent = answer.ok ? (ticks.dataset['saved'] ?? '') : '';
}

if (form instanceof HTMLFormElement) {
  form.querySelector('.actions')?.setAttribute('hidden', '');
  form.addEventListener('change', () => {
    const ready = document.getElementById('ready');
    const count = form.querySelectorAll('input[name="tick"]:checked').length;
    if (ready !== null)
      ready.textContent = (ready.dataset['pattern'] ?? '').replace('{ready}', String(count));
    save(form).catch(() => form.querySelector('.actions')?.removeAttribute('hidden'));
  });
}

const print = document.querySelector<HTMLButtonElement>('[data-print]');
if (print !== null) {
  print.hidden = false;
  print.addEventListener('click', () => window.print());
}

// what has just been done is said once: neither a refresh nor the way back says it again
const address = new URL(location.href);
if (address.searchParams.has('done')) {
  address.searchParams.delete('done');
  history.replaceState(history.state, '', address);
}

offerCopy();
forgetTyped();
