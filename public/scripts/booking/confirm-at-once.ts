/**
 * With a script a visit is confirmed on the page of details, which shows all of it: wrong fields are told there too. Without one the next
 * page shows what was typed once more.
 */
export function confirmAtOnce(): void {
  const button = document.getElementById('confirm');
  const text = button?.dataset['confirm'];
  if (!(button instanceof HTMLButtonElement) || text === undefined) return;
  button.name = 'confirm';
  button.value = 'now';
  button.textContent = text;
  document.getElementById('confirm-text')?.removeAttribute('hidden');
}
