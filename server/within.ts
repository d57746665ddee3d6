interface Warns {
  warn(details: object, message: string): void;
}

/** Waits for each of the works, together at most so long (milliseconds); tells which of them failed or did not come to its end. Never fails. */
export async function within(
  milliseconds: number,
  works: Readonly<Record<string, Promise<unknown> | undefined>>,
  log: Warns,
): Promise<void> {
  const open = new Set(Object.keys(works));
  const all = Object.entries(works).map(async ([name, work]) => {
    try {
      await work;
    } catch (error) {
      log.warn({ err: error, work: name }, 'failed while closing');
    }
    open.delete(name);
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((end) => {
    timer = setTimeout(end, milliseconds);
  });
  await Promise.race([Promise.all(all), late]);
  clearTimeout(timer);
  if (open.size > 0) log.warn({ works: [...open], milliseconds }, 'not finished in time, and left');
}
