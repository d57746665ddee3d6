/** Every text and number, in texts of JSON too; instants of ISO 8601 as the milliseconds that rows have. */
export function leaves(value: unknown): string[] {
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return [];
  if (typeof value === 'string' && /^[[{]/.test(value)) {
    try {
      return leaves(JSON.parse(value));
    } catch {
      return [value];
    }
  }
  if (typeof value === 'object') return Object.values(value).flatMap(leaves);
  const text = String(value);
  return /^\d{4}-\d\d-\d\dT/.test(text) ? [text, String(Date.parse(text))] : [text];
}
