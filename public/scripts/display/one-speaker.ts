/**
 * Of the displays of one hall that are open on this machine, one speaks: whoever holds the lock. When it closes, the next takes over.
 * Where there are no locks (a page that came without https), each speaks unless it is told `?sound=off`.
 */
export function becomeSpeaker(site: string, changed: () => void): () => boolean {
  if (navigator.locks === undefined) return () => true;
  let mine = false;
  const never = new Promise<void>(() => {});
  navigator.locks
    .request(`hall-speaker:${site}`, () => {
      mine = true;
      changed();
      return never;
    })
    .catch(() => {
      mine = true;
    });
  return () => mine;
}
