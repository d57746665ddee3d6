/** Written with the country code of somewhere else than mainland China: +852, 00886 … `typed` is half-width. */
export function isAbroad(typed: string): boolean {
  const bare = typed.replace(/[ \-().·]/g, '');
  return /^(?:\+|00)(?!86)\d/.test(bare);
}
