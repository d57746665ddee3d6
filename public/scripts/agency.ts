import { largestFile } from '../../server/domain/agency/file-kind.ts';

/**
 * One press chooses a file and sends it. Says what is wrong with it before it travels, and that it is travelling; the server looks at its
 * bytes all the same.
 */
const sending = 'agency-upload--sending';
const kinds = new Set(['application/pdf', 'image/jpeg', 'image/png']);

function problemOf(file: File, { dataset }: HTMLFormElement): string {
  if (file.size > largestFile) return dataset['tooBig'] ?? '';
  return file.type !== '' && !kinds.has(file.type) ? (dataset['wrongKind'] ?? '') : '';
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]')) {
  const input = form.querySelector<HTMLInputElement>('input[type=file]');
  const error = form.querySelector<HTMLElement>('.field__error');
  const said = form.querySelector<HTMLElement>('[data-said]');
  const label = form.querySelector<HTMLElement>('[data-pick]');
  const button = form.querySelector<HTMLButtonElement>('button');
  if (input === null || error === null || label === null || button === null) continue;
  // the words of the browser's own control are in the browser's language
  form.classList.add('agency-upload--one-press');
  label.className = 'button button--quiet';
  button.hidden = true;

  const look = (): boolean => {
    const file = input.files?.[0];
    const problem = file === undefined ? '' : problemOf(file, form);
    error.textContent = problem;
    error.hidden = problem === '';
    input.closest('.field')?.classList.toggle('field--invalid', problem !== '');
    if (problem === '') input.removeAttribute('aria-invalid');
    else input.setAttribute('aria-invalid', 'true');
    return problem === '';
  };
  input.addEventListener('change', () => {
    if (input.files?.[0] !== undefined && look()) form.requestSubmit();
  });
  form.addEventListener('submit', (event) => {
    if (!look()) {
      event.preventDefault();
      input.focus();
      return;
    }
    form.classList.add(sending);
    if (said !== null) said.textContent = form.dataset['uploading'] ?? '';
  });
  // back from the next page: the browser may show this one as it was left
  window.addEventListener('pageshow', () => {
    form.classList.remove(sending);
    input.value = '';
    if (said !== null) said.textContent = '';
  });
}
