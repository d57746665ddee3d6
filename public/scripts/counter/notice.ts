/** long enough to be read */
const shownFor = 8000;

/**
 * What the clerk was told stays until it has been read or the next button is pressed: in a busy hall the console is written again
 * several times a second. A question stays as long as whom it is about.
 */
export function keptNotice(root: HTMLElement): { restore(): void; forget(): void } {
  let kept: { readonly element: HTMLElement; readonly until: number } | null = null;
  const shown = (): HTMLElement | null => root.querySelector<HTMLElement>('.console__notice[role="alert"]');
  const keep = (element: HTMLElement): void => {
    const asks = element.dataset['ask'] !== undefined;
    const until = asks ? Number.POSITIVE_INFINITY : performance.now() + shownFor;
    kept = { element: element.cloneNode(true) as HTMLElement, until };
  };
  const first = shown();
  if (first !== null) keep(first);
  return {
    restore() {
      const now = shown();
      if (now !== null) return keep(now);
      if (kept === null || performance.now() >= kept.until) return;
      const about = kept.element.dataset['ask'];
      if (about !== undefined && root.querySelector('[data-current-number]')?.textContent !== about) return;
      root.querySelector('.console__top')?.append(kept.element.cloneNode(true));
    },
    forget() {
      kept = null;
      shown()?.remove();
    },
  };
}
