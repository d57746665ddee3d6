import type { System } from '../../../actions/system.ts';
import type { Locale } from '../../../domain/catalogue/words.ts';
import { formatActor, parseActor, type Who } from '../../../domain/staff/actor.ts';
import { words } from '../../../locales/words.ts';
import { otherActors } from '../../../store/staff/audit-query.ts';
import { namesOfSubjects } from '../../../store/staff/audit-subject-query.ts';
import { staffNamed, staffNames } from '../../../store/staff/staff-query.ts';

/** How the actors of some lines are called. */
export async function actorNames(
  { database }: Pick<System, 'database'>,
  actors: readonly Who[],
  locale: Locale,
): Promise<(actor: Who) => string> {
  const ids = actors.flatMap((actor) => (actor.kind === 'staff' ? [actor.id] : []));
  const names = await staffNames(database.reader, ids);
  const keys = actors.flatMap((actor) => (actor.kind === 'key' ? [actor.id] : []));
  const keyNames = await namesOfSubjects(database.reader, keys);
  const t = words(locale);
  return (actor) => {
    switch (actor.kind) {
      case 'staff':
        return names.get(actor.id) ?? formatActor(actor);
      case 'key':
        return t('audit.key', { id: keyNames.get(actor.id) ?? actor.id });
      case 'nobody':
      case 'system':
      case 'holder':
        return t(`audit.${actor.kind}`);
      default:
        return formatActor(actor);
    }
  };
}

/** Who is meant by what was typed: part of a name or user name, or of what a program or the system is called. Null: anybody. */
export async function actorsMeant(
  { database }: Pick<System, 'database'>,
  text: string,
  locale: Locale,
): Promise<readonly Who[] | null> {
  if (text === '') return null;
  const staff = (await staffNamed(database.reader, text)).map((id): Who => ({ kind: 'staff', id }));
  const others = await otherActors(database.reader);
  const named = await actorNames({ database }, others, locale);
  const wanted = text.toLowerCase();
  const typed = parseActor(text);
  const meant = others.filter((actor) =>
    `${formatActor(actor)} ${named(actor)}`.toLowerCase().includes(wanted),
  );
  return [...staff, ...meant, ...(typed.kind === 'staff' ? [typed] : [])];
}
