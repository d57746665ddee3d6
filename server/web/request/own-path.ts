/** Only a path of ours may be returned to; anything else is empty. */
export function ownPath(value: unknown): string {
  return typeof value === 'string' && value.length <= 500 && /^\/(?![/\\])[\w\-./?=&%:]*$/.test(value)
    ? value
    : '';
}
