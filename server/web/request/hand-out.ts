import type { Response } from 'express';

/** Epoch milliseconds from 2001 to 2064; nothing else that is stored of a person is such a number. */
const instant = /^[12]\d{12}$/;

/** Hands out what is stored of a person as a file that people can read: instants, epoch milliseconds, are written as ISO 8601. */
export function handOut(response: Response, file: string, data: object): void {
  const written = (_key: string, value: unknown): unknown =>
    (typeof value === 'number' || typeof value === 'string') && instant.test(String(value))
      ? new Date(Number(value)).toISOString()
      : value;
  response.attachment(file).type('application/json');
  response.send(JSON.stringify(data, written, 2));
}
