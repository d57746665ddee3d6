import type { Message } from './message.ts';
import { ofNoVisit } from './of-no-visit.ts';

export interface EndedDay {
  /** at which it began, epoch ms */
  readonly began: number;
  readonly lines: number;
  /** hash of its last line */
  readonly head: string;
  /** a site of the installation, whose time zone and language the mail has */
  readonly site: string;
}

/** How a day of the audit ended, for somebody outside who keeps it: whoever rewrites the audit cannot rewrite that. */
export function auditMessage({ began, lines, head, site }: EndedDay, recipient: string): Message {
  return {
    template: 'audit_head',
    channel: 'mail',
    locale: 'zh-CN',
    recipient,
    parameters: [
      ...ofNoVisit(site, began),
      ['lines', String(lines)],
      // in groups, so that it breaks on a telephone
      ['head', head.replace(/.{8}(?=.)/g, '$& ')],
    ],
    booking: null,
    site,
    sequence: 0,
    notBefore: null,
  };
}
