import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { entryOfHolder } from '../../actions/waitlist/answer-offer.ts';
import { forgetWhoWaits } from '../../actions/waitlist/forget-entry.ts';
import { messagesOfWait } from '../../store/waitlist/wait-messages-query.ts';
import { paths, withQuery } from '../paths.ts';
import { holderOf } from '../request/actor-of.ts';

type Handler = RequestHandler<{ token: string }>;

/** Everything that is stored of whoever waits (PIPL, article 45). */
export function downloadWait(system: System): Handler {
  return async (request, response, next) => {
    const entry = await entryOfHolder(system, request.params.token);
    if (entry === null) return next();
    const messages = await messagesOfWait(system.database.reader, entry.id);
    const { tokenHash: _secret, id: _id, ...rest } = entry;
    const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
    const { createdAt, updatedAt, endedAt, offer } = entry;
    const data = {
      ...rest,
      offer:
        offer === null ? null : { start: iso(offer.start), end: iso(offer.end), until: iso(offer.until) },
      ...{ createdAt: iso(createdAt), updatedAt: iso(updatedAt), endedAt: iso(endedAt) },
      messages,
    };
    response.set('Cache-Control', 'no-store').attachment('waitlist.json').type('application/json');
    response.send(JSON.stringify(data, null, 2));
  };
}

/** Leaves, and deletes; nothing opens the page any more. An entry that has become a booking goes with that. */
export function deleteWait(system: System): Handler {
  return async (request, response, next) => {
    const { token } = request.params;
    const entry = await entryOfHolder(system, token);
    if (entry === null) return next();
    if (entry.state === 'accepted' || entry.kind === 'earlier') {
      response.redirect(303, paths.waitlist.show(token));
      return;
    }
    await forgetWhoWaits(system, token, entry, holderOf(request));
    response.redirect(303, withQuery(paths.booking.find(), { deleted: 1 }));
  };
}
