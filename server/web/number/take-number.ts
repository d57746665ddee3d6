import type { Request, Response } from 'express';
import { z } from 'zod';
import { idempotencyKey } from '../../actions/idempotency.ts';
import type { TakenNumber } from '../../actions/seal.ts';
import type { System } from '../../actions/system.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { Refusal } from '../../domain/outcome.ts';
import { theVisitor } from '../../domain/staff/actor.ts';
import { makeLimit } from '../booking/limit-forms.ts';
import type { HallNow } from '../hall-now.ts';
import { kioskRefusal } from '../kiosk/kiosk-refusal.ts';
import { chosenIn } from '../kiosk/walk-in.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { addressOf } from '../request/actor-of.ts';
import { networkOf } from '../request/network-of.ts';
import { browserOf } from '../request/origin-of.ts';
import { answer, closedWords } from './number-answers.ts';
import type { NumberCookies } from './number-cookies.ts';
import { problemOf, showForm, type TypedNumber } from './number-form.ts';
import { numberNow } from './number-now.ts';

export interface Visit {
  readonly its: HallNow;
  /** in the last hour */
  readonly taken: TakenNumber | null;
  readonly request: Request;
  readonly response: Response;
}

const formFields = z.object({
  priority: z.enum(['yes', 'no']).catch('no'),
  form: z.string().regex(/^[\w-]{8,64}$/),
});

/**
 * Many phones share one address, that of the hall's own wireless network or of a mobile operator, so this is generous. Neither limit can stop
 * somebody who means it: who deletes the cookie, or comes by another network, is another phone. They stop the second press and the idle game;
 * that numbers are taken by people who are there is what the code at the door is for.
 */
const perNetwork = { name: 'number', points: 20, seconds: 3600 } as const;

/** Takes a number for the phone. The same form sent twice gives the one number. */
export function numberTaker(system: System, cookies: NumberCookies): (visit: Visit) => Promise<void> {
  const mayNetwork = makeLimit(system, perNetwork);
  return async ({ its, taken, request, response }) => {
    const { site, now } = its;
    const typed = typedIn(request, its, system.secrets.newId());
    if (taken !== null) {
      if (taken.form !== typed.form) return hadOne(system, response, site, taken);
      return response.redirect(303, ticketPage(system, taken.ticket));
    }
    if (!numberNow(its).walkIn)
      return answer(response, 409, site, closedWords(its, pageContext(response.req)));
    const problem = problemOf(its, typed.services);
    if (problem !== null) {
      response.status(422);
      return showForm(response, its, typed, problem);
    }
    if (!(await mayNetwork(`${site.code}:${networkOf(addressOf(request) ?? '')}`)))
      return crowded(response, site);
    const wanted = {
      services: typed.services.map((code) => ({ code, quantity: 1 })),
      priority: typed.priority,
    };
    const { locale } = pageContext(response.req);
    const issued = await system.halls.submit(
      site.code,
      { type: 'walk_in', id: system.secrets.newId(), ...wanted, byStaff: false, language: locale },
      {
        actor: theVisitor,
        idempotency: idempotencyKey(`number:${browserOf(system, request)}`, typed.form, {
          site: site.code,
          ...wanted,
        }),
      },
    );
    if (!issued.ok) return refused(response, its, issued);
    const ticket = issued.value.ticket?.id;
    if (ticket === undefined) throw new Error('a walk-in got no ticket');
    cookies.noteTaken(response, { ticket, at: now, form: typed.form });
    response.redirect(303, ticketPage(system, ticket));
  };
}

/** The phone has taken one within the hour. */
export function hadOne(system: System, response: Response, site: Site, { ticket }: TakenNumber): void {
  const { t } = pageContext(response.req);
  answer(response, 429, site, {
    heading: t('number.often.heading'),
    text: t('number.often.text'),
    own: ticketPage(system, ticket),
  });
}

function crowded(response: Response, site: Site): void {
  const { t } = pageContext(response.req);
  answer(response, 429, site, { heading: t('number.crowded.heading'), text: t('number.crowded.text') });
}

/** A form without a name of its own is a new one. */
function typedIn(request: Request, { site }: HallNow, newForm: string): TypedNumber {
  const body = (request.body ?? {}) as { service?: unknown };
  const fields = formFields.safeParse(body);
  return {
    services: chosenIn(body.service),
    priority: fields.success && fields.data.priority === 'yes' && site.hall.priorityLane,
    form: fields.success ? fields.data.form : newForm,
  };
}

function refused(response: Response, { site }: HallNow, refusal: Refusal): void {
  const page = pageContext(response.req);
  const { text, detail, book } = kioskRefusal(refusal, page, site, () => null);
  answer(response, 409, site, {
    heading: page.t('kiosk.refused.title'),
    text,
    detail,
    again: paths.number.take(),
    ...(book ? {} : { book: null }),
  });
}

function ticketPage({ secrets }: System, ticket: string): string {
  return paths.ticket.show(secrets.tokenFor('ticket', ticket));
}
