/** long enough to be read */
const shownFor = 8000;

/**
 * What the clerk was told stays until it has been read or the next button is pressed: in a busy hall the console is written again
 * several times a second.
 */
export function keptNotice(root: HTMLElement): { restore(): void; forget(): void; say(text: string): void } {
  let kept: { readonly element: Element; readonly until: number } | null = null;
  const shown = (): Element | null => root.querySelector('.console__notice[role="alert"]');
  const keep = (element: Element): void => {
    kept = { element: element.cloneNode(true) as Element, until: performance.now() + shownFor };
  };
  const first = shown();
  if (first !== null) keep(first);
  return {
    restore() {
      const now = shown();
      if (now !== null) keep(now);
      else if (kept !== null && performance.now() < kept.until)
        root.querySelector('.console__top')?.append(kept.element.cloneNode(true));
    },
    forget() {
      kept = null;
    },
    say(text) {
      const element = document.createElement('p');
      element.className = 'console__notice';
      element.setAttribute('role', 'alert');
      element.textContent = text;
      keep(element);
      if (shown() === null) root.querySelector('.console__top')?.append(element);
    },
  };
}
