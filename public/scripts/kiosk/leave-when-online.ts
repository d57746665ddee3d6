import { sendAgain } from '../live/send-again.ts';
import type { ServerCheck } from './server-check.ts';

/**
 * Links are followed and forms are sent, once, when the server is there to answer; otherwise the page stays and says why. Each page takes
 * the place of the one before, so that nobody leafs back to what another visitor has seen: `show` gets a page that answers a form.
 */
export function leaveWhenOnline(server: ServerCheck, show: (page: Document) => void): void {
  let leaving = false;
  const leave = async (go: () => void | Promise<void>): Promise<void> => {
    if (leaving) return;
    leaving = true;
    try {
      if ((await server.ask()) !== null) return await go();
    } catch {
      // the server went away in between: asking once more says so
      await server.ask();
    }
    leaving = false;
  };

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null) return;
    event.preventDefault();
    void leave(() => location.replace(link.href));
  });

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    const fields = fieldsOf(form, event.submitter);
    void leave(async () => {
      if (form.method !== 'post') return location.replace(`${form.action}?${fields}`);
      const answer = await sendAgain(form.action, { method: 'POST', body: fields });
      if (answer.redirected) return location.replace(answer.url);
      show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      leaving = false;
    });
  });

  document.addEventListener('contextmenu', (event) => event.preventDefault());
  document.addEventListener('dragstart', (event) => event.preventDefault());
}

function fieldsOf(form: HTMLFormElement, pressed: HTMLElement | null): URLSearchParams {
  const fields = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  // older machines do not add the button by themselves
  if (pressed instanceof HTMLButtonElement && pressed.name !== '') fields.set(pressed.name, pressed.value);
  return fields;
}
