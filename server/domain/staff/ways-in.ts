/** What somebody has shown who was let in, as the audit says it. */
export const waysIn = [
  'password',
  'passkey',
  'password and code',
  'password and passkey',
  'password and recovery code',
] as const;
export type WayIn = (typeof waysIn)[number];
