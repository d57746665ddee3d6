import type { Request, RequestHandler } from 'express';
import { recordAudit } from '../../actions/record-audit.ts';
import type { System } from '../../actions/system.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';

export interface RefusedRequests {
  readonly handler: RequestHandler;
  /** resolves when everything that was refused so far stands in the audit */
  settled(): Promise<unknown>;
}

/**
 * Puts into the audit what somebody who is signed in has tried to do and was refused, whichever page refused it. Looking is not trying:
 * only what would have changed something counts. `whoIs` answers null for nobody.
 */
export function refusedRequests(
  system: System,
  whoIs: (request: Request) => StaffActor | null,
): RefusedRequests {
  const pending = new Set<Promise<void>>();
  const note = (request: Request, staff: StaffActor): void => {
    const written = recordAudit(system, {
      actor: staff,
      action: 'request.refused',
      subject: (request.originalUrl.split('?')[0] ?? '').slice(0, 200),
      before: null,
      after: null,
      result: 'not_permitted',
    })
      .catch((error: unknown) => system.log.warn({ err: error }, 'a refusal is not in the audit'))
      .finally(() => pending.delete(written));
    pending.add(written);
  };
  return {
    handler: (request, response, next) => {
      if (request.method !== 'GET' && request.method !== 'HEAD')
        response.once('finish', () => {
          const staff = whoIs(request);
          if (response.statusCode === 403 && staff !== null) note(request, staff);
        });
      next();
    },
    settled: () => Promise.all(pending),
  };
}
