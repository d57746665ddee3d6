/** What a test relies on being there, or a clear error. */
export function there<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('what the test relies on is not there');
  return value;
}
