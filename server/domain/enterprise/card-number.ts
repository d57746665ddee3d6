import { toHalfWidth } from './half-width.ts';

/** A card number as stored, and whether it looks like one. The form is not certain enough to refuse anything: warn only. */
export interface CardNumberReading {
  readonly value: string;
  readonly usual: boolean;
}

const usualForm = /^(\d{2}-)?[0-9A-Z]{13}$/;

export function readCardNumber(input: string): CardNumberReading {
  const value = toHalfWidth(input).replace(/ /g, '').toUpperCase();
  return { value, usual: usualForm.test(value) };
}
