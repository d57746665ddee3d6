import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { System } from '../../actions/system.ts';
import { parseMobileNumber } from '../../domain/enterprise/mobile-number.ts';
import { normaliseReference } from '../../domain/enterprise/reference.ts';
import { bookingByReference } from '../../store/booking/booking-query.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { renderAt } from '../render-at.ts';
import type { Page } from '../render-page.ts';
import { mobileProblem } from './field-problems.ts';
import { makeLimit } from './limit-forms.ts';

export interface FindView {
  readonly typed: { readonly reference: string; readonly mobile: string };
  readonly errors: { readonly reference?: string; readonly mobile?: string };
  readonly errorList: readonly { readonly field: string; readonly message: string }[];
  /** something that was done, or why the visitor is here */
  readonly notice: string | null;
}

const findPage: Page<FindView> = {
  template: 'booking/find-booking',
  layout: 'public',
  title: (_view, { t }) => t('common.titleEnd', { title: t('booking.find.title') }),
};

const text = z.string().max(200).catch('');
const form = z.object({ reference: text, mobile: text });
type Typed = z.infer<typeof form>;

function show(response: Response, typed: Typed, errors: FindView['errors'], notice: string | null): void {
  const errorList = (['reference', 'mobile'] as const).flatMap((field) => {
    const message = errors[field];
    return message === undefined ? [] : [{ field, message }];
  });
  renderAt(response, findPage, { typed, errors, errorList, notice }, paths.booking.find());
}

export const showFind: RequestHandler = (request, response) => {
  const { t } = pageContext(request);
  show(
    response,
    form.parse(request.query),
    {},
    request.query['deleted'] === '1' ? t('booking.find.deleted') : null,
  );
};

/** The link is wrong, old or not theirs: the same answer whatever the reference, with the way to find the booking again. */
export function notTheHolder(request: Request<{ reference: string }>, response: Response): void {
  const { t } = pageContext(response.req);
  response.status(404);
  const reference = normaliseReference(request.params.reference) ?? '';
  show(response, { reference, mobile: '' }, {}, t('booking.find.linkFailed'));
}

function problems(typed: Typed, { t }: PageContext): FindView['errors'] {
  const mobile = parseMobileNumber(typed.mobile);
  return {
    ...(normaliseReference(typed.reference) === null ? { reference: t('booking.find.referenceWrong') } : {}),
    ...(mobile.ok ? {} : { mobile: mobileProblem(mobile.problem, t) }),
  };
}

/** Finds a booking by reference and mobile. Nothing tells whether the reference exists, and guessing is slow. */
export function find(system: System): RequestHandler {
  const byAddress = makeLimit(system, { name: 'find-by-address', points: 10, seconds: 15 * 60 });
  const byReference = makeLimit(system, { name: 'find-by-reference', points: 10, seconds: 60 * 60 });
  return async (request, response) => {
    const page = pageContext(request);
    const typed = form.parse(request.body ?? {});
    const errors = problems(typed, page);
    const reference = normaliseReference(typed.reference);
    const mobile = parseMobileNumber(typed.mobile);
    if (reference === null || !mobile.ok) {
      show(response.status(422), typed, errors, null);
    } else if (!(await byAddress(request.ip ?? '')) || !(await byReference(reference))) {
      show(response.status(429), typed, {}, page.t('refusal.too_many_requests'));
    } else {
      const found = await bookingByReference(system.database.reader, reference);
      if (found !== null && found.contact.mobile === mobile.value) {
        response.redirect(303, paths.booking.show(reference, system.secrets.tokenFor('booking', found.id)));
      } else {
        show(response.status(422), typed, { reference: page.t('refusal.unknown_booking') }, null);
      }
    }
  };
}
