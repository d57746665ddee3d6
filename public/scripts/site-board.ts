/** Keeps the hall's state on a site's page fresh: the server renders the same partial again. */
const every = 10_000;
const region = document.getElementById('hall-board');
const source = region?.dataset['source'];

async function refresh(): Promise<void> {
  if (region === null || source === undefined || document.hidden) return;
  const answer = await fetch(source, { headers: { Accept: 'text/html' } });
  if (answer.ok) region.innerHTML = await answer.text();
}

if (source !== undefined) {
  const later = () => refresh().catch(() => undefined);
  setInterval(later, every);
  document.addEventListener('visibilitychange', later);
}

export {};
