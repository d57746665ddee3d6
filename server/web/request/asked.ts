import type { Request } from 'express';
import { z } from 'zod';
import { isInstant } from '../../domain/calendar/local-time.ts';

/** A part of the address that its route names: ":site". */
export function parameter(request: Pick<Request, 'params'>, name: string): string {
  return String(request.params[name]);
}

/** The first value of a parameter of the address; empty when there is none. */
export function asked(request: Request, name: string, longest = 200): string {
  const value = request.query[name];
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first.trim().slice(0, longest) : '';
}

const calendarDay = z.iso.date();

/** A local date in this millennium; null: it is none. */
export function dateIn(text: string): string | null {
  const read = calendarDay.safeParse(text);
  return read.success && isInstant(Date.parse(read.data)) && read.data < '9000' ? read.data : null;
}
