import type { RequestHandler } from 'express';
import type { System } from '../actions/system.ts';
import { hour } from '../domain/calendar/durations.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { WordKey } from '../locales/words.ts';
import type { DeclaredPage } from './declared-page.ts';
import { renderErrorPage, renderLinkNeeded } from './error-page.ts';
import { type Page, renderPage } from './render-page.ts';
import { addressOf } from './request/actor-of.ts';
import { parameter } from './request/asked.ts';
import { readStop, tokenOfLink, tokenSent } from './request/held-link.ts';

/** What a link of a mail stops. */
export interface Stopping {
  /** the name of its id in the address */
  readonly id: string;
  readonly at: (id: string) => string;
  readonly cookie: string;
  readonly words: {
    readonly title: WordKey;
    readonly text: WordKey;
    readonly stop: WordKey;
    readonly done: WordKey;
  };
  /** Refuses where the secret is not that of the id. */
  readonly stop: (
    system: System,
    asked: { readonly id: string; readonly token: string; readonly address: string | null },
  ) => Promise<Outcome<null>>;
}

export interface StoppingView extends Pick<Stopping, 'words'> {
  readonly action: string;
  /** sent with the form, so that no other website's form can stop anything */
  readonly token: string;
  readonly done: boolean;
}

const page: Page<StoppingView> = {
  template: 'public/stopping',
  layout: 'focus',
  title: ({ words }, { t }) => t('common.titleEnd', { title: t(words.title) }),
};

/** Where List-Unsubscribe leads: GET asks, and a POST, by a mail program too, stops at once (RFC 8058), by whoever has the secret. */
export function stoppingPage({ id, at, cookie, words, stop }: Stopping): DeclaredPage<System> {
  const ask =
    (system: System): RequestHandler =>
    (request, response) => {
      const action = at(parameter(request, id));
      const token = tokenOfLink(system, { cookie, path: action, lifetime: hour }, request, response);
      if (token === '') renderLinkNeeded(response);
      else if (token !== null) renderPage(response, page, { words, action, token, done: false });
    };
  const stopNow =
    (system: System): RequestHandler =>
    async (request, response) => {
      response.set('Cache-Control', 'no-store');
      const asked = { id: parameter(request, id), token: tokenSent(request), address: addressOf(request) };
      const done = await stop(system, asked);
      if (done.ok) renderPage(response, page, { words, action: '', token: '', done: true });
      else renderErrorPage(response, 404, done.code);
    };
  return {
    path: at(`:${id}`),
    audience: 'holder',
    get: ask,
    post: (system) => [readStop, stopNow(system)],
  };
}
