import { bookingToken } from '../actions/booking/booking-link.ts';
import { secondToken } from '../actions/message/second-token.ts';
import type { System } from '../actions/system.ts';
import type { Linked, MessageLinks } from '../messages/wording-context.ts';
import { paths, withQuery } from './paths.ts';

/** Addresses for messages, complete with host. */
export function messageLinks(system: Pick<System, 'baseUrl' | 'secrets'>): MessageLinks {
  const tokenOf = (booking: Linked): string => bookingToken(system.secrets, booking);
  return {
    booking: (booking) => `${system.baseUrl()}${paths.booking.show(booking.reference, tokenOf(booking))}`,
    ticket: (id) => `${system.baseUrl()}${paths.ticket.show(system.secrets.tokenFor('ticket', id))}`,
    waitlist: (id) => `${system.baseUrl()}${paths.waitlist.show(system.secrets.tokenFor('waitlist', id))}`,
    visits: (id) => `${system.baseUrl()}${paths.visits.show(system.secrets.tokenFor('visits', id))}`,
    floor: (site) => `${system.baseUrl()}${paths.floor(site)}`,
    account: () => `${system.baseUrl()}${paths.staff.account()}`,
    audit: () => `${system.baseUrl()}${paths.admin.audit()}`,
    reports: () => `${system.baseUrl()}${paths.admin.section('reports')}`,
    stopReport: (id) => `${system.baseUrl()}${paths.report.stop(id, system.secrets.tokenFor('report', id))}`,
    daysAhead: (site) => `${system.baseUrl()}${paths.admin.act('planner', site, 'ahead')}`,
    reminders: (booking) =>
      `${system.baseUrl()}${withQuery(paths.booking.reminders(booking.reference), { token: tokenOf(booking) })}`,
    certificate: (id) =>
      `${system.baseUrl()}${paths.certificate.show(id, system.secrets.tokenFor('certificate', id))}`,
    stopCertificate: (id) =>
      `${system.baseUrl()}${paths.certificate.stop(id, system.secrets.tokenFor('certificate', id))}`,
    proofCode: (id) => system.secrets.codeFor(id),
    book: () => `${system.baseUrl()}${paths.book.services()}`,
    second: ({ id, reference }, recipient) =>
      `${system.baseUrl()}${withQuery(paths.booking.second(reference), { token: secondToken(system, id, recipient) })}`,
    code: ({ reference }) => reference,
  };
}

/** The same without what proves who holds them: staff read what was said, and cannot act as whoever was told. */
export function blankedLinks({ baseUrl, secrets }: Pick<System, 'baseUrl' | 'secrets'>): MessageLinks {
  const blank = (): string => '***';
  return messageLinks({ baseUrl, secrets: { ...secrets, tokenFor: blank, codeFor: blank } });
}
