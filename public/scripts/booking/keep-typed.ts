const prefix = 'typed-';

/** What is typed survives a refresh or a step back before it is sent: in this tab only, and until the visit is booked. */
export function keepTyped(): void {
  const form = document.getElementById('details');
  const draft = new URLSearchParams(location.search).get('draft');
  if (!(form instanceof HTMLFormElement) || draft === null) return;
  const key = prefix + draft;
  const fields = [...form.querySelectorAll<HTMLInputElement>('input.input')];
  const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Record<string, string>;
  for (const field of fields) if (field.value === '') field.value = kept[field.name] ?? '';
  form.addEventListener('input', () => {
    sessionStorage.setItem(
      key,
      JSON.stringify(Object.fromEntries(fields.map(({ name, value }) => [name, value]))),
    );
  });
}

export function forgetTyped(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
}
