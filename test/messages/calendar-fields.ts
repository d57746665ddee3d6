/** The properties of an iCalendar object, unfolded (RFC 5545, 3.1) and without their parameters; the first of each name. */
export function calendarFields(content: Buffer | undefined): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  const lines = (content ?? Buffer.alloc(0))
    .toString('utf8')
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n');
  for (const line of lines) {
    const [, name, value] = /^([A-Z-]+)(?:;(?:[^":]|"[^"]*")*)?:(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) fields[name] ??= value;
  }
  return fields;
}
