/** A command as it was sent: sent again like this the server knows that it is the same. */
export interface Sent {
  readonly address: string;
  readonly body: URLSearchParams;
  /** what its button is called */
  readonly label: string;
}

export interface Unanswered {
  /** it is being sent again; `stop` gives it up */
  trying(sent: Sent, stop: () => void): void;
  failed(sent: Sent): void;
  hide(): void;
}

/** The line that says that a command was not answered, and offers to send the very same again. */
export function unansweredBar(retry: (sent: Sent) => void): Unanswered {
  const bar = document.querySelector<HTMLElement>('[data-unanswered]');
  const again = bar?.querySelector<HTMLButtonElement>('[data-retry]');
  let kept: Sent | null = null;
  let stop = (): void => {};
  const hide = (): void => {
    kept = null;
    if (bar) bar.hidden = true;
  };
  const say = (which: 'trying' | 'failed', sent: Sent): void => {
    const text = bar?.querySelector('p');
    if (!bar || !text || !again) return;
    text.textContent = (bar.dataset[which] ?? '').replace('{label}', sent.label);
    again.hidden = which === 'trying';
    bar.hidden = false;
  };
  again?.addEventListener('click', () => {
    const sent = kept;
    hide();
    if (sent !== null) retry(sent);
  });
  bar?.querySelector('[data-drop]')?.addEventListener('click', () => {
    hide();
    stop();
  });
  return {
    trying(sent, giveUp) {
      stop = giveUp;
      say('trying', sent);
    },
    failed(sent) {
      kept = sent;
      stop = () => {};
      say('failed', sent);
    },
    hide,
  };
}
