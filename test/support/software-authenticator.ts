import {
  createHash,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyPairKeyObjectResult,
  randomBytes,
  sign,
} from 'node:crypto';

/** What a site asks of an authenticator, as far as this one looks. */
interface Asked {
  readonly challenge: string;
  readonly rp?: { readonly id?: string };
  readonly rpId?: string;
  readonly user?: { readonly id: string };
}

export interface Behaviour {
  /** of the page that asks */
  readonly origin: string;
  /** it has recognised its owner */
  readonly verified?: boolean;
  /** the domain that it signs for, if another than it was asked for */
  readonly rpId?: string;
  /** it says that it has signed so often, and not once more than before */
  readonly counter?: number;
}

const present = 0x01;
const recognised = 0x04;
const attested = 0x40;

/** A security key made of software (WebAuthn level 3, 6 and 7), which also does what no honest one would. */
export class SoftwareAuthenticator {
  readonly id = randomBytes(32).toString('base64url');
  readonly #pair: KeyPairKeyObjectResult = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  #userHandle: string | null = null;
  counter = 0;

  /** Answers what navigator.credentials.create would, as JSON. */
  make(asked: Asked, { origin, verified = true, rpId = asked.rp?.id ?? '' }: Behaviour): string {
    this.#userHandle = asked.user?.id ?? null;
    const id = Buffer.from(this.id, 'base64url');
    const length = Buffer.from([id.length >> 8, id.length & 0xff]);
    const key = coseOf(this.#pair.publicKey.export({ format: 'jwk' }));
    const data = Buffer.concat([this.#data(rpId, verified, attested), Buffer.alloc(16), length, id, key]);
    const attestation = map([
      [text('fmt'), text('none')],
      [text('attStmt'), map([])],
      [text('authData'), bytes(data)],
    ]);
    return this.#answer({
      clientDataJSON: clientData('webauthn.create', asked.challenge, origin).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['usb'],
    });
  }

  /** Answers what navigator.credentials.get would, as JSON. */
  sign(asked: Asked, { origin, verified = true, rpId = asked.rpId ?? '', counter }: Behaviour): string {
    this.counter = counter ?? this.counter + 1;
    const data = this.#data(rpId, verified, 0);
    const client = clientData('webauthn.get', asked.challenge, origin);
    const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
    return this.#answer({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', signed, this.#pair.privateKey).toString('base64url'),
      userHandle: this.#userHandle,
    });
  }

  #data(rpId: string, verified: boolean, more: number): Buffer {
    const flags = present | (verified ? recognised : 0) | more;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), counter]);
  }

  #answer(response: object): string {
    return JSON.stringify({
      id: this.id,
      rawId: this.id,
      type: 'public-key',
      response,
      clientExtensionResults: {},
    });
  }
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

/** A P-256 key as COSE writes it (RFC 9053). */
function coseOf({ x = '', y = '' }: JsonWebKey): Buffer {
  return map([
    [integer(1), integer(2)],
    [integer(3), integer(-7)],
    [integer(-1), integer(1)],
    [integer(-2), bytes(Buffer.from(x, 'base64url'))],
    [integer(-3), bytes(Buffer.from(y, 'base64url'))],
  ]);
}

/** CBOR (RFC 8949): a head with its kind and a number, then what it counts. */
function head(kind: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(kind << 5) | value]);
  if (value < 256) return Buffer.from([(kind << 5) | 24, value]);
  return Buffer.from([(kind << 5) | 25, value >> 8, value & 0xff]);
}

const integer = (value: number): Buffer => (value < 0 ? head(1, -1 - value) : head(0, value));
const bytes = (value: Uint8Array): Buffer => Buffer.concat([head(2, value.length), value]);
const text = (value: string): Buffer =>
  Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
const map = (entries: readonly (readonly [Buffer, Buffer])[]): Buffer =>
  Buffer.concat([head(5, entries.length), ...entries.flat()]);
