/** What a suite opens in its `before`, or a clear error for whoever asks for it while the tests are only being listed. */
export function begun<Opened>(opened: Opened | null): Opened {
  if (opened === null) throw new Error('asked for before the suite has begun');
  return opened;
}
