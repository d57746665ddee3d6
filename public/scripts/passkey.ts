import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

/** Forms that are sent with what an authenticator has signed. They are hidden until it is known that there are passkeys here. */
const forms = document.querySelectorAll<HTMLFormElement>('form[data-passkey]');

async function answerOf(form: HTMLFormElement): Promise<string> {
  const answer = await fetch(form.dataset['options'] ?? '', { redirect: 'error', cache: 'no-store' });
  const { options } = (await answer.json()) as { readonly options: object | null };
  if (!answer.ok || options === null) throw new Error('nothing was asked');
  const signed =
    form.dataset['passkey'] === 'new'
      ? await startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON })
      : await startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON });
  return JSON.stringify(signed);
}

function prepare(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input[name="passkey"]');
  const button = form.querySelector<HTMLButtonElement>('button');
  const said = form.querySelector<HTMLElement>('[data-said]');
  if (field === null || button === null || said === null) return;
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    said.textContent = form.dataset['waiting'] ?? '';
    answerOf(form)
      .then((answer) => {
        field.value = answer;
        form.submit();
      })
      .catch(() => {
        // the person has left it, or it is of another account
        said.textContent = form.dataset['failed'] ?? '';
        button.removeAttribute('aria-disabled');
      });
  });
}

if (browserSupportsWebAuthn()) {
  for (const form of forms) prepare(form);
  for (const note of document.querySelectorAll<HTMLElement>('[data-passkey-none]')) note.hidden = true;
}
