import type { DeclaredPage } from '../declared-page.ts';
import { paths } from '../paths.ts';
import { deleteWait, downloadWait } from './wait-data.ts';
import { acceptWait, askReview, leaveWait, refuseWait, showWait } from './wait-page.ts';

const { waitlist } = paths;
const token = ':token';
const holder = { audience: 'holder' } as const;

/** The pages of somebody who waits for a place, for whoever holds their link. */
export const waitlistPages: readonly DeclaredPage[] = [
  { path: waitlist.show(token), ...holder, get: showWait },
  { path: waitlist.acceptance(token), ...holder, post: acceptWait },
  { path: waitlist.refusal(token), ...holder, post: refuseWait },
  { path: waitlist.withdrawal(token), ...holder, post: leaveWait },
  { path: waitlist.review(token), ...holder, post: askReview },
  { path: waitlist.data(token), ...holder, get: downloadWait, answers: 'file' },
  { path: waitlist.deletion(token), ...holder, post: deleteWait },
];
