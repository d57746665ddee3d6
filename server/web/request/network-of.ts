/** The network of an address, as coarse as one household or office usually has it: /24, or /64. */
export function networkOf(address: string): string {
  const [, octets] = /(?:^|:)(\d+\.\d+\.\d+)\.\d+$/.exec(address) ?? [];
  if (octets !== undefined) return `${octets}.0/24`;
  const [before = '', after] = (address.split('%')[0] ?? '').split('::');
  const head = groupsOf(before);
  const tail = groupsOf(after ?? '');
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  const groups = [...head, ...(after === undefined ? [] : zeros), ...tail].slice(0, 4);
  return `${groups.map((group) => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':')}::/64`;
}

/**
 * Whoever an address is, for limits of one caller: itself, and of IPv6 its /64, all of which one household has, so that another address costs
 * nothing.
 */
export function callerOf(address: string | null): string {
  if (address === null || /^(::ffff:)?\d+(\.\d+){3}$/i.test(address)) return address ?? '';
  return networkOf(address);
}

function groupsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(':');
}
