/** Reads a chosen file into the field of the calendar; without scripts its text can be pasted. */
const field = document.getElementById('file');
if (field instanceof HTMLTextAreaElement && !field.disabled) {
  const label = document.querySelector<HTMLLabelElement>('label[for="file"]');
  const chooser = document.createElement('input');
  chooser.type = 'file';
  chooser.accept = '.json,application/json';
  chooser.className = 'input';
  chooser.setAttribute('aria-label', label?.textContent ?? '');
  chooser.addEventListener('change', async () => {
    const text = await chooser.files?.[0]?.text();
    if (text !== undefined) field.value = text;
  });
  field.before(chooser);
}
