import { createHash } from 'node:crypto';
import { type IncomingMessage, ServerResponse } from 'node:http';
import { ConnectSessionKnexStore } from 'connect-session-knex';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { System } from '../../actions/system.ts';
import { isPermitted, type Permission, type StaffMember } from '../../domain/staff/permissions.ts';
import { staffById } from '../../store/staff/staff-query.ts';
import { renderErrorPage } from '../error-page.ts';
import { paths, withQuery } from '../paths.ts';

export { mayWorkAt } from '../../domain/staff/permissions.ts';

declare module 'express-session' {
  interface SessionData {
    staff: string;
    /** of the account when it signed in: a changed password ends all other sessions */
    revision: number;
  }
}

const idleTimeout = 30 * 60_000;
const signedIn = new WeakMap<IncomingMessage, StaffMember>();

export interface StaffSessions {
  readonly handlers: readonly RequestHandler[];
  /** whoever is signed in behind a request that no router sees: the handshake of a socket */
  identify(request: IncomingMessage): Promise<StaffMember | null>;
}

/** Sessions exist for staff only. Whoever is signed in is read anew for each request, so that a revoked account is out at once. */
export function staffSessions(system: System): StaffSessions {
  const { config, database } = system;
  const secure = config.baseUrl?.startsWith('https:') ?? false;
  const store = new ConnectSessionKnexStore({
    knex: database.writer,
    tableName: 'staff_session',
    createTable: false,
    cleanupInterval: 0,
  });
  const handlers: RequestHandler[] = [
    session({
      name: 'staff',
      secret: createHash('sha256').update(`session:${config.sessionSecret}`).digest('hex'),
      store,
      resave: false,
      saveUninitialized: false,
      rolling: true,
      cookie: { httpOnly: true, sameSite: 'lax', secure, maxAge: idleTimeout, path: '/' },
    }),
    (request, _response, next) => {
      const { staff, revision } = request.session;
      if (staff === undefined) {
        next();
        return;
      }
      staffById(database.reader, staff)
        .then((found) => {
          if (found?.active && found.revision === revision) signedIn.set(request, found.member);
          next();
        })
        .catch(next);
    },
  ];
  return {
    handlers,
    identify: (request) => identify(request, handlers),
  };
}

async function identify(
  request: IncomingMessage,
  handlers: readonly RequestHandler[],
): Promise<StaffMember | null> {
  // nothing is answered through this response: the handlers only want one to look at
  const response = new ServerResponse(request);
  for (const handler of handlers) {
    await new Promise<void>((resolve, reject) => {
      handler(request as Request, response as never, (error?: unknown) =>
        error ? reject(error) : resolve(),
      );
    });
  }
  return signedIn.get(request) ?? null;
}

/** Whoever is signed in, or null. */
export function staffOf(request: IncomingMessage): StaffMember | null {
  return signedIn.get(request) ?? null;
}

/** Whoever is signed in; `requireStaff` must have let the request through. */
export function currentStaff(request: Request): StaffMember {
  const staff = signedIn.get(request);
  if (staff === undefined) throw new Error('requireStaff has not run for this request');
  return staff;
}

/** Lets staff with one of the permissions through; others are sent to sign in, or told that it is not theirs to see. */
export function requireStaff(...wanted: readonly Permission[]): RequestHandler {
  return (request, response, next) => {
    const staff = signedIn.get(request);
    if (staff === undefined)
      response.redirect(
        303,
        withQuery(paths.staff.signIn(), { next: request.method === 'GET' ? request.originalUrl : undefined }),
      );
    else if (staff.mustChangePassword) response.redirect(303, paths.staff.password());
    else if (wanted.length > 0 && !wanted.some((permission) => isPermitted(staff.role, permission)))
      renderErrorPage(response, 403, 'not_permitted');
    else next();
  };
}

/** Starts the session of somebody who has just proved who they are, under a new id. */
export function beginSession(request: Request, staff: string, revision: number): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error: unknown) => {
      if (error) {
        reject(error);
        return;
      }
      request.session.staff = staff;
      request.session.revision = revision;
      request.session.save((failure: unknown) => (failure ? reject(failure) : resolve()));
    });
  });
}

export function endSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.destroy((error: unknown) => (error ? reject(error) : resolve()));
  });
}
