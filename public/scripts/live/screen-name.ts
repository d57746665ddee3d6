const place = 'hall-screen';
let name: string | null = null;

/** A name of this window's own that it keeps while it is open, so that staff can tell screens apart. */
export function screenName(): string {
  name ??= kept() ?? made();
  return name;
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(place);
  } catch {
    return null;
  }
}

function made(): string {
  const random = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  try {
    sessionStorage.setItem(place, random);
  } catch {
    // a name for this visit only
  }
  return random;
}
