import { reasonIn } from './because-of.ts';
import type { Parameters } from './message.ts';

/** What happens around a visit without a change of the booking. */
export type VisitNotice =
  | { readonly type: 'document_returned'; readonly material: string; readonly reason: string }
  /** `material` null: all of them */
  | { readonly type: 'document_accepted'; readonly material: string | null }
  | {
      readonly type: 'objection_declined' | 'release_stands' | 'release_reversed';
      readonly reason: string;
    }
  /** `note`: where and how to collect */
  | { readonly type: 'ready_for_collection'; readonly note?: string | null }
  /** `note`: with whom it was sent, and under which number */
  | { readonly type: 'sent_by_office'; readonly note: string | null }
  | {
      readonly type: 'three_ahead';
      /** id of the ticket */
      readonly ticket: string;
      readonly number: string;
      readonly ahead: number;
    }
  | {
      readonly type: 'day_ended' | 'day_goes_on' | 'ticket_void' | 'ticket_back';
      /** id of the ticket */
      readonly ticket: string;
      readonly number: string;
      /** why it was taken out */
      readonly reason: string | null;
    };

/** What the words of a notice are filled with. */
export function noticeParameters(notice: VisitNotice): Parameters {
  switch (notice.type) {
    case 'document_returned':
      return [
        ['material', notice.material],
        ['reason', notice.reason],
      ];
    case 'document_accepted':
      return notice.material === null ? [] : [['material', notice.material]];
    case 'objection_declined':
    case 'release_stands':
    case 'release_reversed':
      return notice.reason === '' ? [] : [['reason', notice.reason]];
    case 'ready_for_collection':
    case 'sent_by_office':
      return notice.note ? [['note', notice.note]] : [];
    case 'three_ahead':
      return [
        ['ticket', notice.ticket],
        ['number', notice.number],
        ['ahead', String(notice.ahead)],
      ];
    case 'day_ended':
    case 'day_goes_on':
    case 'ticket_void':
    case 'ticket_back':
      return [
        ['ticket', notice.ticket],
        ['number', notice.number],
        ['ahead', ''],
        ...reasonIn(notice.reason),
      ];
  }
}
