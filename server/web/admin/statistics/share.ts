/** Percent with one decimal; null: of nothing. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((1000 * part) / whole) / 10;
}

/** Hours with one decimal. */
export function hoursOf(milliseconds: number): number {
  return Math.round(milliseconds / 360_000) / 10;
}
