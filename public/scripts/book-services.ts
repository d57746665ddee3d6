/** Choosing a number of cards chooses the service as well. */
for (const count of document.querySelectorAll<HTMLInputElement>('.choice__count > input')) {
  count.addEventListener('change', () => {
    const box = count.closest('.choice')?.querySelector<HTMLInputElement>('input[type="checkbox"]');
    if (box !== null && box !== undefined) box.checked = true;
  });
}

export {};
