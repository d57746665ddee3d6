const key = 'enterprise';
const names = ['enterprise', 'creditCode', 'customsCode'] as const;

/**
 * Offers to remember the enterprise on this device: only if its visitor wants that, only in this browser, and gone by one press. Who comes
 * is not remembered, because a device of an office is used by many.
 */
export function rememberEnterprise(): void {
  const box = document.getElementById('remember');
  const wanted = box?.querySelector<HTMLInputElement>('input');
  const known = box?.querySelector<HTMLElement>('[data-known]');
  const form = document.getElementById('details');
  const storage = storageOfBrowser();
  if (!(form instanceof HTMLFormElement) || box === null || !wanted || !known || storage === null) return;
  const fields = names.flatMap((name) => {
    const field = document.getElementById(name);
    return field instanceof HTMLInputElement ? [field] : [];
  });
  const kept = read(storage);
  box.hidden = false;
  wanted.checked = kept !== null;
  if (kept !== null && fields.every(({ value }) => value === '')) {
    for (const field of fields) field.value = kept[field.name] ?? '';
    known.hidden = false;
  }
  known.querySelector('button')?.addEventListener('click', () => {
    storage.removeItem(key);
    for (const field of fields) field.value = '';
    wanted.checked = false;
    known.hidden = true;
    fields[0]?.focus();
  });
  form.addEventListener('submit', () => {
    if (!wanted.checked) return storage.removeItem(key);
    storage.setItem(key, JSON.stringify(Object.fromEntries(fields.map(({ name, value }) => [name, value]))));
  });
}

/** Null: the browser keeps nothing for pages, so that nothing is offered; to ask for it throws there. */
function storageOfBrowser(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** What was kept; null: nothing, or nothing that this page has written. */
function read(storage: Storage): Readonly<Record<string, string>> | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return null;
    return Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, String(value)]));
  } catch {
    return null;
  }
}
