import { openFacts } from '../../actions/catalogue/confirm-facts.ts';
import { paths } from '../paths.ts';
import type { FormFrame } from './form/form-section.ts';
import type { FormAsk } from './form/settings-form.ts';
import { factName, openParts } from './unverified-facts.ts';

/** As many are named; the others are counted. */
const mostNamed = 6;

/** What of this very form the public reads as unverified, and who may confirm it; nothing when all of it is confirmed. */
export function openHere(
  { records, page }: Pick<FormAsk, 'records' | 'page'>,
  form: string,
): Pick<FormFrame, 'open'> {
  const { t } = page;
  const open = openFacts(records).flatMap((fact) => {
    const parts = openParts(records, fact, page).filter(({ href }) => href === form);
    // a form of many records names them, a form of one record names its parts
    const ofMany = fact.kind === 'link' || fact.kind === 'outlet' || fact.kind === 'material';
    return parts.map(({ text }) => ({
      kind: fact.kind,
      name: ofMany ? factName(records, fact, page) : text,
    }));
  });
  if (open.length === 0) return {};
  const names = open.slice(0, mostNamed).map(({ name }) => name);
  const parts = names.join(t('settings.form.listSeparator'));
  const who = open.every(({ kind }) => kind === 'site') ? 'site' : 'other';
  const more = open.length - names.length;
  const text = t(`settings.unverified.here.${who}`, {
    parts: more === 0 ? parts : t('settings.unverified.here.more', { parts, count: more }),
  });
  return {
    open: { text, link: t('settings.unverified.confirmThere'), href: paths.admin.section('unverified') },
  };
}
