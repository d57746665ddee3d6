import { parseCreditCode } from '../../../server/domain/enterprise/credit-code.ts';
import { creditCodeAdvice } from '../../../server/domain/enterprise/credit-code-advice.ts';

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Checks the credit code when its field is left, by the same rule as the server, and offers the code that was probably meant. */
export function checkCreditCode(): void {
  const form = document.getElementById('details');
  const input = document.getElementById('creditCode');
  if (form === null || !(input instanceof HTMLInputElement)) return;
  input.addEventListener('blur', () => {
    if (input.value.trim() === '') return;
    const parsed = parseCreditCode(input.value);
    if (parsed.ok) {
      input.value = parsed.value;
      say(input, null, null);
      return;
    }
    const { sentence, parameters, suggestion } = creditCodeAdvice(parsed.problem);
    const use =
      suggestion === null
        ? null
        : { code: suggestion, label: fill(form.dataset['use'] ?? '', { code: suggestion }) };
    say(input, fill(form.dataset[sentence] ?? '', parameters), use);
  });
}

function say(
  input: HTMLInputElement,
  text: string | null,
  use: { code: string; label: string } | null,
): void {
  const field = input.closest('.field');
  const id = `${input.id}-error`;
  document.getElementById(id)?.remove();
  field?.classList.toggle('field--invalid', text !== null);
  const described = (input.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((one) => one !== '' && one !== id);
  if (text === null) {
    input.removeAttribute('aria-invalid');
  } else {
    const error = document.createElement('p');
    error.id = id;
    error.className = 'field__error';
    error.setAttribute('role', 'alert');
    error.append(text);
    if (use !== null) error.append(' ', useButton(input, use));
    input.before(error);
    input.setAttribute('aria-invalid', 'true');
    described.push(id);
  }
  input.setAttribute('aria-describedby', described.join(' '));
}

function useButton(input: HTMLInputElement, use: { code: string; label: string }): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button--quiet use-code number';
  button.textContent = use.label;
  button.addEventListener('click', () => {
    input.value = use.code;
    say(input, null, null);
    input.focus();
  });
  return button;
}
