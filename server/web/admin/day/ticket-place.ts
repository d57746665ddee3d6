import type { Request, Response } from 'express';
import type { PutRightBy, TicketPlace } from '../../../actions/queue/put-right.ts';
import type { System } from '../../../actions/system.ts';
import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import type { Hall } from '../../../domain/queue/hall/hall.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { loadHall } from '../../../store/queue/hall-query.ts';
import { placeOfTicket } from '../../../store/queue/ticket-query.ts';
import { renderErrorPage } from '../../error-page.ts';
import { paths } from '../../paths.ts';
import { atOffice, type OfficePlace } from '../form/office-form.ts';
import { daySection } from './day-place.ts';

/** One ticket, for somebody who works at its site. */
export interface AtTicket extends OfficePlace<System>, TicketPlace {
  readonly catalogue: Catalogue;
  readonly its: Site;
  readonly hall: Hall;
  readonly by: PutRightBy;
}

/** Null: there is no such ticket, or it is not of their sites, and that has been said. */
export async function atTicket(
  system: System,
  request: Request,
  response: Response,
): Promise<AtTicket | null> {
  const { reader } = system.database;
  const id = String(request.params['ticket']);
  const found = await placeOfTicket(reader, id);
  const catalogue = await system.catalogue();
  const its = found === null ? undefined : catalogue.sites.get(found.site);
  const hall = found === null ? null : await loadHall(reader, found.site, found.day);
  const ticket = hall?.tickets.get(id);
  if (its === undefined || hall === null || ticket === undefined) {
    renderErrorPage(response, 404);
    return null;
  }
  const office = atOffice(system, request, response);
  if (!mayWorkAt(office.staff, its.code)) {
    renderErrorPage(response, 403, 'not_permitted');
    return null;
  }
  const by = { actor: office.staff };
  return { ...office, catalogue, its, hall, ticket, by, site: its.code, day: hall.day };
}

export const ticketVerbs = ['change', 'void', 'deferral', 'booking', 'correction'] as const;
export type TicketVerb = (typeof ticketVerbs)[number];

export function ticketPath(ticket: string): string {
  return paths.admin.act(daySection, 'tickets', ticket);
}

export function ticketVerbPath(ticket: string, verb: TicketVerb): string {
  return `${ticketPath(ticket)}/${verb}`;
}
