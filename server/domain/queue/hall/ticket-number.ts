/** As a ticket says it: the letter of its queue, and how many were given out there that day. */
export function ticketNumber(queue: string, sequence: number): string {
  return `${queue}${String(sequence).padStart(3, '0')}`;
}
