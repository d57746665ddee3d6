/** What the inputs of a form hold, by name. */
export type FormValues = ReadonlyMap<string, string | readonly string[]>;

const forbidden: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor']);

/** Nested values as the inputs that show them: names are dotted paths, an unticked box has no entry. */
export function flatValues(nested: object, prefix = ''): FormValues {
  const flat = new Map<string, string | readonly string[]>();
  for (const [key, value] of Object.entries(nested) as [string, unknown][]) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (value === false) continue;
    if (value === null || value === undefined) flat.set(name, '');
    else if (value === true) flat.set(name, 'on');
    else if (Array.isArray(value)) flat.set(name, value.map(String));
    else if (typeof value === 'object')
      for (const [inner, one] of flatValues(value, name)) flat.set(inner, one);
    else flat.set(name, String(value));
  }
  return flat;
}

/** The inputs that a browser sent, without those that are about the form itself (names that begin with "_"). */
export function sentValues(body: unknown): FormValues {
  const sent = new Map<string, string | readonly string[]>();
  for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    if (name.startsWith('_')) continue;
    if (typeof value === 'string') sent.set(name, value);
    else if (Array.isArray(value)) sent.set(name, value.map(String));
  }
  return sent;
}

/** Inputs as the nested object that they spell. */
export function nestedValues(values: FormValues): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [name, value] of values) {
    const path = name.split('.');
    if (path.some((part) => forbidden.has(part))) continue;
    let at = root;
    for (const part of path.slice(0, -1)) {
      const inner = at[part];
      const next = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {};
      at[part] = next;
      at = next;
    }
    at[path.at(-1) ?? ''] = value;
  }
  return root;
}
