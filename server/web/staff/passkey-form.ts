import type { Request, Response } from 'express';
import { z } from 'zod';
import { makeSeal, type PasskeyChallenge } from '../../actions/seal.ts';
import type { Asked } from '../../actions/staff/passkeys/ask-passkey.ts';
import type { ShownPasskey } from '../../actions/staff/passkeys/check-passkey.ts';
import type { MadeAnswer, SignedAnswer } from '../../actions/staff/passkeys/passkey-answer.ts';
import type { System } from '../../actions/system.ts';
import { minute } from '../../domain/calendar/durations.ts';
import { type RelyingParty, relyingParty } from '../../domain/staff/passkey.ts';
import { pathCookie } from '../request/own-cookie.ts';

type Parts = Pick<System, 'config'>;

/** The form that shows itself where a browser has passkeys, and is sent with what the authenticator has signed. */
export interface PasskeyForm {
  readonly action: string;
  /** where a browser asks what is to be signed */
  readonly options: string;
  readonly hidden: Readonly<Record<string, string>>;
}

/** Longest answer of an authenticator, characters. */
export const longestAnswer = 20_000;

/** For whom passkeys are made here: BASE_URL, or this machine by its name where none is set; null: for nobody. */
export function partyOf({ config }: Parts, request: Request): RelyingParty | null {
  if (config.baseUrl !== null) return relyingParty(config.baseUrl);
  const own = relyingParty(`http://${request.get('host') ?? ''}`);
  return own?.id === 'localhost' ? own : null;
}

const cookieFor = ({ config }: Parts) => pathCookie(config, 'passkey-challenge', '/staff');

const challenge = z.object({
  challenge: z.string(),
  use: z.enum(['sign-in', 'second-factor', 'new']),
  staff: z.string().nullable(),
  session: z.string().nullable(),
  until: z.number(),
});

/** Answers what a browser has to sign, and lets it remember that, sealed: nothing is kept for somebody who never comes back. */
export function sendAsked(parts: Parts, response: Response, asked: Asked | null): void {
  response.set('Cache-Control', 'no-store');
  if (asked !== null) {
    const { name, options } = cookieFor(parts);
    const sealed = makeSeal(parts.config.sessionSecret, 'passkey-challenge').close(asked.challenge);
    response.cookie(name, sealed, { ...options, sameSite: 'strict', maxAge: 10 * minute });
  }
  response.json({ options: asked?.options ?? null });
}

/** What this browser was asked; null: nothing. */
export function askedOf(parts: Parts, request: Request): PasskeyChallenge | null {
  const text: unknown = request.cookies?.[cookieFor(parts).name];
  if (typeof text !== 'string') return null;
  const read = challenge.safeParse(makeSeal(parts.config.sessionSecret, 'passkey-challenge').open(text));
  return read.success ? read.data : null;
}

/** A passkey as a form shows it; null: there are none here. */
export function shownIn(
  parts: Parts,
  request: Request,
  session: string | null,
  text: string,
): ShownPasskey | null {
  const party = partyOf(parts, request);
  if (party === null) return null;
  return { party, asked: askedOf(parts, request), session, answer: signedAnswer(text) };
}

const part = z.string().min(1).max(longestAnswer);
const signed = z.object({
  id: part,
  response: z.object({
    clientDataJSON: part,
    authenticatorData: part,
    signature: part,
    userHandle: part.nullish(),
  }),
});
const made = z.object({
  id: part,
  response: z.object({
    clientDataJSON: part,
    attestationObject: part,
    transports: z.array(z.string().max(30)).max(10).catch([]).default([]),
  }),
});

function signedAnswer(text: string): SignedAnswer | null {
  const read = signed.safeParse(parsed(text));
  if (!read.success) return null;
  const { id, response } = read.data;
  return { id, ...response, userHandle: response.userHandle ?? null };
}

export function madeAnswer(text: string): MadeAnswer | null {
  const read = made.safeParse(parsed(text));
  return read.success ? { id: read.data.id, ...read.data.response } : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
