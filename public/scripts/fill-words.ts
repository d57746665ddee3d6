/** A text that is chosen from a list stands at once in both of its fields, where it can be reworded. */
for (const choice of document.querySelectorAll<HTMLSelectElement>('select[data-fills]')) {
  const { fills = '' } = choice.dataset;
  choice.addEventListener('change', () => {
    const { zh, en } = choice.selectedOptions[0]?.dataset ?? {};
    for (const [locale, words] of [
      ['zh-CN', zh],
      ['en', en],
    ] as const) {
      const field = document.getElementById(`${fills}.${locale}`);
      if (words === undefined || !(field instanceof HTMLInputElement)) continue;
      field.value = words;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
}
