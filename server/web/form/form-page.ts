import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Outcome, Refusal } from '../../domain/outcome.ts';
import type { RefusalCode } from '../../domain/refusal-codes.ts';
import type { Translate } from '../../locales/words.ts';
import type { DeclaredPage } from '../declared-page.ts';
import type { FieldMessage } from '../form-field.ts';
import { pageContext } from '../page-context.ts';
import { refusalText } from '../refusal-text.ts';
import { renderAt } from '../render-at.ts';
import type { Page } from '../render-page.ts';
import type { FormValues } from './form-values.ts';
import { discardKept, keptTyping, markOpener, sayKept } from './kept-typing.ts';
import { forgetLostForm } from './lost-form.ts';
import { type SentForm, sentForm } from './sent-form.ts';

/** What a form shows besides what is stored. */
export interface FormState<More = never> {
  /** as it was sent; null: the form shows what is stored. Secrets are in it: no field that holds one writes its value. */
  readonly typed: FormValues | null;
  readonly errors: readonly FieldMessage[];
  /** somebody else has saved since the form was opened, and nothing was written over */
  readonly stale: boolean;
  /** of what the form was opened with; null: of what is stored now */
  readonly revision: string | null;
  /** what each field was opened with, as the form carries it; null: nobody has sent it */
  readonly opened: string | null;
  /** what has just been done, as the address says to which it led */
  readonly done: string | null;
  readonly more: More | null;
}

/** A form that nobody has sent. */
export const unsent: FormState = {
  typed: null,
  errors: [],
  stale: false,
  revision: null,
  opened: null,
  done: null,
  more: null,
};

/** Shows the form once more, with other things than one refusal at one field. */
export interface FormAgain<More> extends Partial<FormState<More>> {
  readonly again: 200 | 409 | 422;
}

/** In the end: where to go; null, when `act` has answered itself; why not; or the form again. */
export type FormResult<More> = Outcome<string | null> | FormAgain<More>;

/** The field that each refusal is about. */
export type FieldOf = { readonly default: string } & Partial<Readonly<Record<RefusalCode, string>>>;

/**
 * A page that is a form. GET shows what `open` has found; POST reads the fields with `schema`, lets `act` do it and goes on (303), so that
 * loading the page again does nothing twice. What is wrong is told at its field (422), and in a list at the top that has the focus; a
 * refusal `stale_form` is 409. Either way what was typed stays. The token of the form is looked at before any of this.
 */
export interface FormPage<Needs, Place, Input, View extends object, More>
  extends Pick<DeclaredPage<Needs>, 'path' | 'audience' | 'changes' | 'menu' | 'bothLanguages' | 'answers'> {
  readonly page: Page<View>;
  /** who asks, and about what; null: it has answered, because there is nothing to show to them */
  readonly open: (
    system: Needs,
    request: Request,
    response: Response,
  ) => Place | null | Promise<Place | null>;
  readonly schema: z.ZodType<Input>;
  readonly act: (place: Place, input: Input, sent: SentForm) => Promise<FormResult<More>>;
  readonly fieldOf: FieldOf;
  /** the sentence of a refusal; `invalid_input` has the field of the schema in its details */
  readonly say?: (refusal: Refusal, t: Translate) => string;
  /** 422 unless it says otherwise */
  readonly statusOf?: (code: RefusalCode) => 409 | 422 | 429;
  readonly view: (place: Place, state: FormState<More>) => View | Promise<View>;
  /** asked before a POST: limits, and the like */
  readonly before?: (system: Needs) => RequestHandler;
  /** names of fields that hold secrets: they are not kept when a session has ended meanwhile */
  readonly unkept?: readonly string[];
  /** where the page stands that has this form among others; default: the form is the page, at its own address */
  readonly within?: (place: Place) => string;
}

/** The page of a form, declared. */
export function formPage<Needs, Place, Input, View extends object, More = never>(
  form: FormPage<Needs, Place, Input, View, More>,
): DeclaredPage<Needs> {
  const { path, audience, changes, menu, bothLanguages, answers, before, within } = form;
  const submit = (system: Needs): RequestHandler => post(form, system);
  return {
    path,
    audience,
    ...(changes === undefined ? {} : { changes }),
    ...(menu === undefined ? {} : { menu }),
    ...(bothLanguages === undefined ? {} : { bothLanguages }),
    ...(answers === undefined ? {} : { answers }),
    ...(within === undefined ? { get: (system: Needs) => get(form, system) } : {}),
    post: (system) => (before === undefined ? submit(system) : [before(system), submit(system)]),
    form: true,
  };
}

function get<Needs, Place, Input, View extends object, More>(
  form: FormPage<Needs, Place, Input, View, More>,
  system: Needs,
): RequestHandler {
  return async (request, response) => {
    const place = await form.open(system, request, response);
    if (place === null) return;
    await show(form, place, response, await keptTyping(form, request));
  };
}

function post<Needs, Place, Input, View extends object, More>(
  form: FormPage<Needs, Place, Input, View, More>,
  system: Needs,
): RequestHandler {
  return async (request, response) => {
    const body = (request.body ?? {}) as Record<string, unknown>;
    if (body['_discard'] === '1') return discardKept(request, response);
    const place = await form.open(system, request, response);
    if (place === null) return;
    if (body['_kept'] === '1') await sayKept(request);
    const sent = sentForm(body);
    const { t } = pageContext(request);
    const kept = { typed: sent.values, revision: sent.revision, opened: sent.opened };
    // one of two values was to be chosen somewhere, and neither was
    if (sent.undecided.size > 0) {
      const typed = new Map([...sent.values, ...sent.undecided]);
      return show(form, place, response.status(409), { ...kept, typed, stale: true, revision: null });
    }
    const read = form.schema.safeParse(sent.given);
    if (!read.success) {
      const errors = errorsIn(read.error, form, t);
      return show(form, place, response.status(422), { ...kept, errors });
    }
    const result = await form.act(place, read.data, sent);
    if ('again' in result) return show(form, place, response.status(result.again), { ...kept, ...result });
    if (!result.ok) {
      const stale = result.code === 'stale_form';
      const errors = stale ? [] : [{ field: fieldOf(form, result), message: sentence(form, result, t) }];
      response.status(stale ? 409 : (form.statusOf?.(result.code) ?? 422));
      return show(form, place, response, { ...kept, errors, stale, ...(stale ? { revision: null } : {}) });
    }
    if (body['_kept'] === '1') await forgetLostForm(request);
    if (result.value !== null) response.redirect(303, result.value);
  };
}

async function show<Needs, Place, Input, View extends object, More>(
  form: FormPage<Needs, Place, Input, View, More>,
  place: Place,
  response: Response,
  state: Partial<FormState<More>>,
): Promise<void> {
  const { req: request } = response;
  const { done } = request.query;
  markOpener(form, request);
  const view = await form.view(place, {
    ...unsent,
    done: request.method === 'GET' && typeof done === 'string' ? done : null,
    ...state,
  });
  renderAt(response, form.page, view, form.within?.(place) ?? request.originalUrl);
}

type Telling = Pick<FormPage<never, never, never, never, never>, 'fieldOf' | 'say'>;

/** One sentence at each field that the schema did not take; without one of the form's own it says what is wrong with it. */
function errorsIn({ issues }: z.ZodError, form: Telling, t: Translate): readonly FieldMessage[] {
  const found = new Map<string, FieldMessage>();
  for (const issue of issues) {
    // one of several values is wrong: their field is
    const named = issue.path.filter((part) => typeof part !== 'number').join('.');
    const field = named || form.fieldOf.default;
    const refusal: Refusal = { ok: false, code: 'invalid_input', details: { field } };
    if (!found.has(field)) found.set(field, { field, message: form.say?.(refusal, t) ?? plainly(issue, t) });
  }
  return [...found.values()];
}

function plainly(issue: z.core.$ZodIssue, t: Translate): string {
  switch (issue.code) {
    case 'too_small':
    case 'invalid_type':
      return t('settings.problem.required');
    case 'too_big':
      return t('settings.problem.too_long', { max: Number(issue.maximum) });
    case 'invalid_format':
      return t('settings.problem.wrong_format');
    // none of those that there are, of one or of several
    case 'invalid_union':
    case 'invalid_value':
      return t('settings.problem.not_allowed');
    default:
      return t('refusal.invalid_input');
  }
}

function fieldOf({ fieldOf: fields }: Telling, { code }: Refusal): string {
  return fields[code] ?? fields.default;
}

function sentence({ say }: Telling, refusal: Refusal, t: Translate): string {
  return say?.(refusal, t) ?? refusalText(refusal, t);
}
