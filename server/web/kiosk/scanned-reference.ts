import { normaliseReference } from '../../domain/enterprise/reference.ts';

/** The booking's reference in what was typed or scanned: the reference itself, or the address of the booking's page; null: neither. */
export function scannedReference(text: string): string | null {
  const inAddress = /\/bookings\/([^/?#\s]+)/i.exec(text)?.[1];
  if (inAddress === undefined) return normaliseReference(text);
  try {
    return normaliseReference(decodeURIComponent(inAddress));
  } catch {
    return null;
  }
}
