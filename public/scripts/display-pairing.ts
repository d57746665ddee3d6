const lookEvery = 3000;
const main = document.getElementById('main');

/** Goes on to the display once somebody has confirmed the code, and shows the next code when this one is old. */
async function look(): Promise<void> {
  try {
    const answer = await fetch(location.href, { cache: 'no-store', redirect: 'manual' });
    // a redirect that is not followed says nothing of itself: it can only lead to the display
    if (answer.type === 'opaqueredirect') return location.replace(main?.dataset['display'] ?? '/');
    const code = /data-code="([^"]+)"/.exec(await answer.text())?.[1];
    if (answer.ok && code !== undefined && code !== main?.dataset['code']) location.reload();
  } catch {
    // no network: the next look may have one
  }
}

setInterval(() => void look(), lookEvery);

export {};
