/** The library that speaks with authenticators; a quarter of a second to read, so only when somebody uses a passkey. */
export const webauthn = (): Promise<typeof import('@simplewebauthn/server')> =>
  import('@simplewebauthn/server');
