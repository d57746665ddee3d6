/** A symbol of `public/images/icons.svg`: one family, drawn in the colour of the text around it. */
export type Icon =
  | 'new'
  | 'renew'
  | 'operator'
  | 'declarant'
  | 'replace'
  | 'unlock'
  | 'change'
  | 'cancel'
  | 'pickup'
  | 'card'
  | 'clock'
  | 'pin'
  | 'phone'
  | 'people'
  | 'calendar'
  | 'search'
  | 'online'
  | 'map'
  | 'visit';

const ofServices: Readonly<Record<string, Icon>> = {
  NEW: 'new',
  RENEW: 'renew',
  ADD_OPERATOR: 'operator',
  ADD_DECLARANT: 'declarant',
  REPLACE: 'replace',
  UNLOCK: 'unlock',
  CHANGE: 'change',
  CANCEL: 'cancel',
  PICKUP: 'pickup',
};

/** Of a service that a branch has added for itself: a card. */
export function serviceIcon(code: string): Icon {
  return Object.hasOwn(ofServices, code) ? (ofServices[code] ?? 'card') : 'card';
}
