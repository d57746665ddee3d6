/** Whether the server answers: a kiosk never leaves the page that it shows for one that cannot be had. */
const patience = 4000;

export interface ServerCheck {
  /** what the first page shows at the server; null: no answer */
  ask(): Promise<string | null>;
}

export function serverCheck(address: string, shown: HTMLElement | null): ServerCheck {
  return {
    async ask() {
      const mark = await marked(address);
      if (shown !== null) shown.hidden = mark !== null;
      return mark;
    },
  };
}

async function marked(address: string): Promise<string | null> {
  try {
    const answer = await fetch(address, { cache: 'no-store', signal: AbortSignal.timeout(patience) });
    // a machine that is not paired, or not any more, is told so by the page itself
    if (answer.status === 403 || answer.redirected) return '';
    if (!answer.ok) return null;
    const { mark } = (await answer.json()) as { mark?: unknown };
    return typeof mark === 'string' ? mark : '';
  } catch {
    return null;
  }
}
