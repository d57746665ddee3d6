/** Leaves a console whose session has ended, by the page that says so; what stands in its menus is handed in before, to be kept for whoever typed it. */
export async function leave(root: HTMLElement, source: string, answer: Response): Promise<void> {
  const kept = saysKept(answer) ? answer : await handIn(root, source);
  if (kept !== null && saysKept(kept)) location.assign(kept.url);
  else location.reload();
}

/** Somebody who is still signed in has nothing there: it only keeps. */
async function handIn(root: HTMLElement, source: string): Promise<Response | null> {
  const input = [...root.querySelectorAll<HTMLInputElement>('form[data-verb] input[name="reason"][id]')].find(
    ({ value }) => value.trim() !== '',
  );
  const form = input?.form ?? null;
  if (form === null) return null;
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  body.set('_verb', form.dataset['verb'] ?? '');
  try {
    return await fetch(`${source}/unsent`, { method: 'POST', body, signal: AbortSignal.timeout(5000) });
  } catch {
    return null;
  }
}

function saysKept({ redirected, url }: Response): boolean {
  return redirected && new URL(url).searchParams.get('kept') === '1';
}
