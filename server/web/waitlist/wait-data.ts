import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { forgetWhoWaits } from '../../actions/waitlist/forget-entry.ts';
import { messagesOfWait } from '../../store/waitlist/wait-messages-query.ts';
import { paths, withQuery } from '../paths.ts';
import { holderOf } from '../request/actor-of.ts';
import { handOut } from '../request/hand-out.ts';
import { withEntry } from './with-entry.ts';

type Handler = RequestHandler<{ token: string }>;

/** Everything that is stored of whoever waits (PIPL, article 45). */
export function downloadWait(system: System): Handler {
  return withEntry(system, async ({ entry }, _request, response) => {
    const messages = await messagesOfWait(system.database.reader, entry.id);
    const { tokenHash: _secret, id: _id, offer, ...rest } = entry;
    const { hold: _hold, ...offered } = offer ?? {};
    handOut(response, 'waitlist.json', { ...rest, offer: offer === null ? null : offered, messages });
  });
}

/** Leaves, and deletes; nothing opens the page any more. An entry that has become a booking goes with that. */
export function deleteWait(system: System): Handler {
  return withEntry(system, async ({ token, entry }, request, response) => {
    if (entry.state === 'accepted' || entry.kind === 'earlier') {
      response.redirect(303, paths.waitlist.show(entry.id));
      return;
    }
    await forgetWhoWaits(system, token, entry, holderOf(request));
    response.redirect(303, withQuery(paths.booking.find(), { deleted: 1 }));
  });
}
