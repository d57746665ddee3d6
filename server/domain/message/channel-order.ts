import type { ChannelKind, Hop, SiteChannelKind } from './message.ts';

/** What can be in an office's order; the robot of a group reaches staff, not visitors. */
export const orderedKinds = [
  'wechat',
  'aliyun',
  'tencent',
  'webhook',
  'mail',
] as const satisfies readonly ChannelKind[];
export type OrderedKind = (typeof orderedKinds)[number];

/** Channels that take a mobile number that somebody has typed. */
const toMobile: ReadonlySet<ChannelKind> = new Set<ChannelKind>(['aliyun', 'tencent', 'webhook']);

export function takesMobile(kind: ChannelKind): boolean {
  return toMobile.has(kind);
}

/**
 * The channels of an office that reach visitors, in the order in which it tries them. Mail is among them where the office has put it there; where it has
 * not, mail goes besides, because only mail carries the link and the entry for the calendar. `order` null: the office has chosen none.
 */
export function inOrder(
  active: readonly SiteChannelKind[],
  order: readonly OrderedKind[] | null,
): readonly OrderedKind[] {
  const has = (kind: OrderedKind): boolean =>
    kind === 'mail' ? order?.includes('mail') === true : active.includes(kind);
  const chosen = (order ?? []).filter(has);
  const others = orderedKinds.filter((kind) => has(kind) && !chosen.includes(kind));
  // what was connected since stands before mail, which everybody can be reached by at last
  const at = chosen.at(-1) === 'mail' ? chosen.length - 1 : chosen.length;
  return [...chosen.slice(0, at), ...others, ...chosen.slice(at)];
}

/** How somebody can be reached. */
export interface Person {
  readonly email: string | null;
  readonly mobile: string | null;
  /** it is about a booking that WeChat may have been asked for */
  readonly byWechat: boolean;
}

/** Where one message to one person goes: a way and what to try after it. By mail besides, where mail is not in the order. */
export function waysTo(
  { email, mobile, byWechat }: Person,
  kinds: readonly ChannelKind[],
): readonly (Hop & { readonly fallbacks?: readonly Hop[] })[] {
  const mail: readonly Hop[] = email === null ? [] : [{ channel: 'mail', recipient: email }];
  const phone = (channel: ChannelKind): readonly Hop[] =>
    mobile !== null && (takesMobile(channel) || (channel === 'wechat' && byWechat))
      ? [{ channel, recipient: mobile }]
      : [];
  const [first, ...fallbacks] = kinds.flatMap((kind) => (kind === 'mail' ? mail : phone(kind)));
  const besides = kinds.includes('mail') ? [] : mail;
  if (first === undefined) return besides;
  return [...besides, fallbacks.length === 0 ? first : { ...first, fallbacks }];
}
