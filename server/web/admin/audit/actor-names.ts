import type { System } from '../../../actions/system.ts';
import type { Locale } from '../../../domain/catalogue/words.ts';
import { words } from '../../../locales/words.ts';
import { otherActors } from '../../../store/staff/audit-query.ts';
import { staffNamed, staffNames } from '../../../store/staff/staff-query.ts';

const staffPrefix = 'staff:';

/** How the actors of some lines are called. */
export async function actorNames(
  { database }: Pick<System, 'database'>,
  actors: readonly string[],
  locale: Locale,
): Promise<(actor: string) => string> {
  const ids = actors
    .filter((actor) => actor.startsWith(staffPrefix))
    .map((actor) => actor.slice(staffPrefix.length));
  const names = await staffNames(database.reader, ids);
  const t = words(locale);
  return (actor) => {
    if (actor.startsWith(staffPrefix)) return names.get(actor.slice(staffPrefix.length)) ?? actor;
    if (actor.startsWith('key:')) return t('audit.key', { id: actor.slice('key:'.length) });
    return actor === 'nobody' || actor === 'system' || actor === 'holder' ? t(`audit.${actor}`) : actor;
  };
}

/** Who is meant by what was typed: part of a name or user name, or of what a program or the system is called. Null: anybody. */
export async function actorsMeant(
  { database }: Pick<System, 'database'>,
  text: string,
  locale: Locale,
): Promise<readonly string[] | null> {
  if (text === '') return null;
  const staff = (await staffNamed(database.reader, text)).map((id) => `${staffPrefix}${id}`);
  const others = await otherActors(database.reader);
  const named = await actorNames({ database }, [], locale);
  const wanted = text.toLowerCase();
  const meant = others.filter((actor) => `${actor} ${named(actor)}`.toLowerCase().includes(wanted));
  return [...staff, ...meant, ...(text.startsWith(staffPrefix) ? [text] : [])];
}
