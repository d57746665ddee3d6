import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import type { WordKey } from '../locales/words.ts';
import type { DeclaredList } from './admin/list/declared-list.ts';
import type { Audience, Audiences } from './audience.ts';
import { requireAdministrator, requireSignIn, requireStaff } from './middleware/staff-session.ts';
import type { PageSystem } from './page-system.ts';

/** Answers a request; its type may name the parameters of the path. */
export type PageHandler = {
  answer(request: Request, response: Response, next: NextFunction): unknown;
}['answer'];

/** Made once, at start; of several each is asked in turn. */
export type Answer<Needs> = (system: Needs) => PageHandler | readonly PageHandler[];

/** Where the menu of the administration leads to a page. */
export interface MenuPlace {
  readonly under: 'daily' | 'settings' | 'access';
  readonly text: WordKey;
}

/**
 * A page, once and for all. Put it into the list of its folder, which is in `every-page.ts`: its routes, the guard before them, the permission
 * table, the entry in the menu and all walks come from here.
 *
 *     { path: paths.admin.section('keys'), audience: staff('key.manage', 'audit.read'), get: showKeys,
 *       changes: staff('key.manage'), post: createKey, menu: { under: 'access', text: 'settings.menu.keys' } }
 */
export interface DeclaredPage<Needs = PageSystem> {
  /** of paths.ts, with a name like ':reference' for each parameter */
  readonly path: string;
  /** for whom it is; and its form, too, unless `changes` says for whom that is */
  readonly audience: Audience;
  readonly changes?: Audience;
  readonly get?: Answer<Needs>;
  readonly post?: Answer<Needs>;
  readonly menu?: MenuPlace;
  /** the lists of the office that it shows; the laws of all lists walk them */
  readonly lists?: readonly DeclaredList[];
  /** what GET answers: a page (default), something that is none (a file, a part of a page, facts for machines), or the way to another page */
  readonly answers?: 'page' | 'file' | 'way';
  /** shows words of both languages, on purpose */
  readonly bothLanguages?: true;
  /** made by `formPage`: keeps what the laws about forms ask */
  readonly form?: true;
}

/** The path as the router writes it. */
export function patternOf({ path }: Pick<DeclaredPage<never>, 'path'>): string {
  return path.replaceAll('%3A', ':');
}

/** For whom each route of these pages is. */
export function audiencesOf(pages: readonly DeclaredPage<never>[]): Audiences {
  return Object.fromEntries(
    pages.flatMap((page) => [
      ...(page.get === undefined ? [] : [[`GET ${patternOf(page)}`, page.audience] as const]),
      ...(page.post === undefined
        ? []
        : [[`POST ${patternOf(page)}`, page.changes ?? page.audience] as const]),
    ]),
  );
}

/** The routes of pages, each behind its guard. `machine` lets paired machines through; without it there can be no pages for them. */
export function routesOf<Needs>(
  pages: readonly DeclaredPage<Needs>[],
  system: Needs,
  machine?: PageHandler,
): Router {
  const router = Router();
  const chain = (audience: Audience, answer: Answer<Needs>): RequestHandler[] =>
    [...guardsOf(audience, machine), answer(system)].flat() as RequestHandler[];
  for (const page of pages) {
    const { audience, changes = audience, get, post } = page;
    if (get !== undefined) router.get(patternOf(page), ...chain(audience, get));
    if (post !== undefined) router.post(patternOf(page), ...chain(changes, post));
  }
  return router;
}

function guardsOf(audience: Audience, machine: PageHandler | undefined): readonly PageHandler[] {
  switch (audience) {
    case 'everybody':
    case 'holder':
    case 'halfway':
      return [];
    case 'machine':
      if (machine === undefined) throw new Error('a page for machines, and nothing that lets them through');
      return [machine];
    case 'own':
      return [requireStaff()];
    case 'signed_in':
      return [requireSignIn];
    default:
      return audience.where === 'all'
        ? [requireStaff(...audience.permissions), requireAdministrator]
        : [requireStaff(...audience.permissions)];
  }
}

/** What is made once for a system, whichever pages ask for it. */
export function oncePerSystem<Needs extends object, Made>(
  make: (system: Needs) => Made,
): (system: Needs) => Made {
  const made = new WeakMap<Needs, Made>();
  return (system) => {
    const found = made.get(system) ?? make(system);
    made.set(system, found);
    return found;
  };
}
