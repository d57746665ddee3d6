import { createHash } from 'node:crypto';
import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import { hashToken } from '../../actions/secrets.ts';
import { factorRequired } from '../../actions/staff/factor-required.ts';
import { idleTimeout, liveSince, sessionKeeper } from '../../actions/staff/session-keeper.ts';
import type { System } from '../../actions/system.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { isPermitted, type Permission, type StaffMember } from '../../domain/staff/permissions.ts';
import { signedInBy } from '../../store/staff/session-query.ts';
import { staffById } from '../../store/staff/staff-query.ts';
import { renderErrorPage } from '../error-page.ts';
import { hasPageContext, pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { addressOf } from '../request/actor-of.ts';
import { hostCookie } from '../request/own-cookie.ts';
import { refusedRequests } from './refused-requests.ts';
import { leaveIdle, SessionStore } from './session-store.ts';

declare module 'express-session' {
  interface SessionData {
    staff: string;
    /** of the account when it signed in: a changed password or second factor ends all other sessions */
    revision: number;
    startedAt: number;
    seenAt: number;
    /** empty: not known */
    address: string;
    agent: string;
    /** knows the password and has a second factor to show */
    halfway: { readonly staff: string; readonly revision: number };
    /** the ticket whose enterprise whoever serves it has asked to read in full */
    revealed: string;
    /** where whoever has to do something else first wanted to go */
    next: string;
    /** sealed: the secret that is offered for a second factor */
    offered: string;
  }
}

/** What somebody who is signed in must do before anything else. */
export type RequiredStep = 'password' | 'second_factor' | null;

export interface SignedIn {
  readonly member: StaffActor;
  readonly requiredStep: RequiredStep;
  readonly hasSecondFactor: boolean;
}

const signedIn = new WeakMap<IncomingMessage, SignedIn>();

export interface StaffSessions {
  readonly handlers: readonly RequestHandler[];
  /** whoever is signed in behind a request that no router sees: the handshake of a socket */
  identify(request: IncomingMessage): Promise<StaffActor | null>;
  /**
   * Whoever is still signed in behind requests that `identify` has seen, in their order; null: signed out since, or not allowed on any more.
   * Asked in one go, however many they are.
   */
  stillSignedIn(requests: readonly IncomingMessage[]): Promise<readonly (StaffMember | null)[]>;
  /** resolves when what was refused so far stands in the audit; before that the database must stay open */
  settled(): Promise<unknown>;
}

/** Sessions exist for staff only. Whoever is signed in is read anew for each request, so that a revoked account is out at once. */
export function staffSessions(system: System): StaffSessions {
  const { config } = system;
  const { name, options } = hostCookie(config, 'staff');
  const refused = refusedRequests(system, (request) => signedIn.get(request)?.member ?? null);
  const handlers: RequestHandler[] = [
    session({
      name,
      secret: createHash('sha256').update(`session:${config.sessionSecret}`).digest('hex'),
      store: new SessionStore(sessionKeeper(system)),
      resave: false,
      saveUninitialized: false,
      rolling: true,
      cookie: { ...options, maxAge: idleTimeout },
    }),
    refused.handler,
    (request, _response, next) => {
      if (request.method === 'GET' && request.headers['x-idle'] === '1') leaveIdle(request.session);
      recognise(system, request).then(() => next(), next);
    },
  ];
  return {
    handlers,
    identify: (request) => identify(request, handlers),
    stillSignedIn: (requests) => stillSignedIn(system, requests),
    settled: refused.settled,
  };
}

async function recognise({ config, database }: System, request: Request): Promise<void> {
  const { staff, revision } = request.session;
  if (staff === undefined) return;
  const found = await staffById(database.reader, staff);
  if (found === null || !found.active || found.revision !== revision) return;
  const { member, hasSecondFactor } = found;
  const requiredStep = stepRequired(config, found);
  const actor: StaffActor = { ...member, kind: 'staff', address: addressOf(request) };
  signedIn.set(request, { member: actor, requiredStep, hasSecondFactor });
  if (hasPageContext(request))
    pageContext(request).staff = {
      name: member.name,
      counter: requiredStep === null && isPermitted(member.role, 'counter.work'),
      floor: requiredStep === null && isPermitted(member.role, 'hall.manage'),
      find: requiredStep === null && isPermitted(member.role, 'booking.read'),
      admin: requiredStep === null && member.role !== 'counter',
      day: requiredStep === null && member.role === 'counter' && isPermitted(member.role, 'booking.read'),
    };
}

function stepRequired(
  config: System['config'],
  { member, hasSecondFactor }: { readonly member: StaffMember; readonly hasSecondFactor: boolean },
): RequiredStep {
  if (member.mustChangePassword) return 'password';
  return factorRequired(config, member.role) && !hasSecondFactor ? 'second_factor' : null;
}

async function stillSignedIn(
  { config, database, clock }: System,
  requests: readonly IncomingMessage[],
): Promise<readonly (StaffMember | null)[]> {
  const hashes = requests.map((request) => {
    const { sessionID } = request as Partial<Request>;
    return sessionID === undefined ? '' : hashToken(sessionID);
  });
  const found = await signedInBy(database.reader, [...new Set(hashes)], liveSince(clock.now()));
  return hashes.map((hash) => {
    const by = found.get(hash);
    return by !== undefined && stepRequired(config, by) === null ? by.member : null;
  });
}

async function identify(
  request: IncomingMessage,
  handlers: readonly RequestHandler[],
): Promise<StaffActor | null> {
  // nothing is answered through this response: the handlers only want one to look at
  const response = new ServerResponse(request);
  for (const handler of handlers) {
    await new Promise<void>((resolve, reject) => {
      handler(request as Request, response as never, (error?: unknown) =>
        error ? reject(error) : resolve(),
      );
    });
  }
  return staffOf(request);
}

/** Whoever is signed in and owes nothing, or null. */
export function staffOf(request: IncomingMessage): StaffActor | null {
  const found = signedIn.get(request);
  return found === undefined || found.requiredStep !== null ? null : found.member;
}

/** Whoever is signed in, with what they must do first; for the pages where they do it. */
export function signedInAs(request: IncomingMessage): SignedIn | null {
  return signedIn.get(request) ?? null;
}

/** Whoever is signed in; `requireStaff` must have let the request through. */
export function currentStaff(request: Request): StaffActor {
  const staff = staffOf(request);
  if (staff === null) throw new Error('requireStaff has not run for this request');
  return staff;
}

/** For what a page asks by itself: whoever has gone away is not kept signed in by it. */
export function leaveSessionAlone(request: Request): void {
  leaveIdle(request.session);
}

/** Lets staff with one of the permissions through; others are sent to sign in, or told that it is not theirs to see. */
export function requireStaff(...wanted: readonly Permission[]): RequestHandler {
  return (request, response, next) => {
    const found = signedIn.get(request);
    if (found === undefined)
      response.redirect(
        303,
        withQuery(paths.staff.signIn(), { next: request.method === 'GET' ? request.originalUrl : undefined }),
      );
    else if (found.requiredStep !== null) response.redirect(303, requiredStepPath(found.requiredStep));
    else if (wanted.length > 0 && !wanted.some((permission) => isPermitted(found.member.role, permission)))
      renderErrorPage(response, 403, 'not_permitted');
    else next();
  };
}

/** Lets whoever is signed in through, whatever they owe. */
export const requireSignIn: RequestHandler = (request, response, next) => {
  if (signedIn.has(request)) next();
  else response.redirect(303, paths.staff.signIn());
};

/** After `requireStaff`: for what concerns all sites, whoever else has the permission at theirs. */
export const requireAdministrator: RequestHandler = (request, response, next) => {
  if (currentStaff(request).role === 'administrator') next();
  else renderErrorPage(response, 403, 'not_permitted');
};

/** Where somebody does what they owe. */
export function requiredStepPath(requiredStep: 'password' | 'second_factor'): string {
  return requiredStep === 'password' ? paths.staff.password() : paths.staff.enrolment();
}

/** Starts a session, under a new id, for somebody who has just proved who they are; with a second factor to show they are halfway. */
export function beginSession(
  request: Request,
  who: {
    readonly staff: string;
    readonly revision: number;
    readonly halfway?: boolean;
    readonly next?: string | undefined;
    readonly now: number;
  },
): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error: unknown) => {
      if (error) {
        reject(error);
        return;
      }
      const { staff, revision } = who;
      if (who.halfway === true) request.session.halfway = { staff, revision };
      else Object.assign(request.session, { staff, revision });
      if (who.next) request.session.next = who.next;
      request.session.startedAt = who.now;
      request.session.seenAt = who.now;
      request.session.address = addressOf(request) ?? '';
      request.session.agent = (request.get('user-agent') ?? '').slice(0, 300);
      request.session.save((failure: unknown) => (failure ? reject(failure) : resolve()));
    });
  });
}

export function endSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.destroy((error: unknown) => (error ? reject(error) : resolve()));
  });
}

/** How the session of a request is known in the list of sessions. */
export function sessionHash(request: Request): string {
  return hashToken(request.sessionID);
}
