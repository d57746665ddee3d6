import { longestObjection, objectionKindOf } from '../../actions/booking/objections.ts';
import type { System } from '../../actions/system.ts';
import { type ObjectionKind, objectionState } from '../../domain/booking/objection.ts';
import { objectionOf } from '../../store/booking/objection-query.ts';
import { formatting } from '../formatting.ts';
import { paths } from '../paths.ts';
import type { Held } from './holder-page.ts';

export interface RefusedObjection {
  readonly words: string;
  readonly error: string;
}

/** What the holder of a missed visit, or of a released place, can say against it, or what became of what was said. */
export interface ObjectionView {
  readonly title: string;
  /** null: it has been said */
  readonly form: {
    readonly post: string;
    readonly longest: number;
    readonly text: string;
    readonly label: string;
    readonly hint: string;
    readonly words: string;
    readonly error: string | null;
  } | null;
  readonly said: readonly string[];
}

const surfaces = { missed: 'manage.objection', released: 'manage.appeal' } as const satisfies Record<
  ObjectionKind,
  string
>;

/** Null: there is nothing to object to. */
export async function objectionView(
  system: System,
  { booking, site, page }: Held,
  refused: RefusedObjection | null,
): Promise<ObjectionView | null> {
  const kind = await objectionKindOf(system.database.reader, booking);
  const { t, locale, now } = page;
  if (kind === null) return putRight(system, booking, t);
  const words = surfaces[kind];
  const title = t(`${words}.title`);
  const known = await objectionOf(system.database.reader, booking.id);
  if (known === null) {
    const form = {
      post: paths.booking.objection(booking.reference),
      longest: longestObjection,
      text: t(`${words}.text`),
      label: t(`${words}.words`),
      hint: t(`${words}.wordsHint`),
      words: refused?.words ?? '',
      error: refused?.error ?? null,
    };
    return { title, form, said: [] };
  }
  const state = objectionState(known, booking.state, now);
  if (state === 'open' || state === 'overdue') {
    const due = formatting(locale, site.timeZone).fullDay(known.dueAt - 1);
    return { title, form: null, said: [t('manage.objection.sent', { due })] };
  }
  const reason = known.answer ? [t('manage.objection.reason', { reason: known.answer })] : [];
  const answer = state === 'granted' ? t('manage.appeal.granted') : t(`${words}.declined`);
  return { title, form: null, said: [answer, ...reason] };
}

/** Whoever said that he was there, and was right, reads so as long as there is the page. */
async function putRight(
  { database }: Pick<System, 'database'>,
  { id, state }: Held['booking'],
  t: Held['page']['t'],
): Promise<ObjectionView | null> {
  if (state !== 'completed' && state !== 'excused') return null;
  if ((await objectionOf(database.reader, id)) === null) return null;
  return { title: t('manage.objection.title'), form: null, said: [t('manage.objection.granted')] };
}
