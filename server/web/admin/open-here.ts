import { type FactKind, openFacts } from '../../actions/catalogue/confirm-facts.ts';
import { paths } from '../paths.ts';
import type { FormFrame } from './form/form-section.ts';
import type { FormAsk } from './form/settings-form.ts';
import { openParts } from './unverified-facts.ts';

/** What of this very form the public reads as unverified, and who may confirm it; nothing when all of it is confirmed. */
export function openHere(
  { records, subject, page }: Pick<FormAsk, 'records' | 'subject' | 'page'>,
  kind: Extract<FactKind, 'site' | 'service'>,
  form: string,
): Pick<FormFrame, 'open'> {
  const { t } = page;
  const fact = openFacts(records).find((one) => one.kind === kind && one.key === subject);
  const parts = fact === undefined ? [] : openParts(records, fact, page).filter(({ href }) => href === form);
  if (parts.length === 0) return {};
  const text = t(`settings.unverified.here.${kind}`, {
    parts: parts.map((part) => part.text).join(t('settings.form.listSeparator')),
  });
  return {
    open: { text, link: t('settings.unverified.confirmThere'), href: paths.admin.section('unverified') },
  };
}
