/** Where two plain values differ, a line for each place. */
export function differences(played: unknown, stored: unknown, path = ''): string[] {
  if (isTree(played) && isTree(stored)) {
    const names = [...new Set([...Object.keys(played), ...Object.keys(stored)])];
    return names.flatMap((name) =>
      differences(played[name], stored[name], path === '' ? name : `${path}.${name}`),
    );
  }
  if (Object.is(played, stored)) return [];
  return [`${path}: played ${said(played)}, stored ${said(stored)}`];
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function said(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
