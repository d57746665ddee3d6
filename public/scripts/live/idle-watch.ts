/** Whether nobody has touched the page since it was asked last: one that only looks for news must not keep anybody signed in. */
export function idleWatch(): () => boolean {
  let touched = true;
  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'wheel'])
    window.addEventListener(
      kind,
      () => {
        touched = true;
      },
      { capture: true, passive: true },
    );
  return () => {
    const idle = !touched;
    touched = false;
    return idle;
  };
}
