import type { KioskLine } from './line.ts';

/** Links are followed and forms are sent, once, when the server is there to answer; otherwise the page stays and says why. */
export function leaveCarefully(line: KioskLine): void {
  let leaving = false;
  const leave = async (go: () => void): Promise<void> => {
    if (leaving) return;
    leaving = true;
    if ((await line.ask()) === null) leaving = false;
    else go();
  };

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null) return;
    event.preventDefault();
    void leave(() => location.replace(link.href));
  });

  const checked = new WeakSet<HTMLFormElement>();
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || checked.has(form)) return;
    event.preventDefault();
    const pressed = event.submitter;
    void leave(() => {
      checked.add(form);
      form.requestSubmit(pressed);
    });
  });

  // a page that comes back from the browser's memory may be left again
  window.addEventListener('pageshow', () => {
    leaving = false;
  });
  document.addEventListener('contextmenu', (event) => event.preventDefault());
}
