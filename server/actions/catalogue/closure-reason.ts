import { z } from 'zod';
import { reasonWords } from '../../domain/catalogue/reason-text.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import { locales, type Words } from '../../domain/catalogue/words.ts';
import { type FieldProblem, problem } from './catalogue-edit.ts';
import { loose, optionalText } from './input-parts.ts';

/** Inputs of the reason of a closure: typed, chosen from the list, or chosen and typed over. */
export const reasonInputs = {
  reason: z.object({ 'zh-CN': loose(120), en: loose(120) }),
  template: optionalText(60),
};

/** Those that are empty in a new row. */
export const typedOfReason = ['reason.zh-CN', 'reason.en', 'template'] as const;

interface ReasonInput {
  readonly reason: Words;
  /** id of the chosen text */
  readonly template: string | null;
}

/** What is wrong with the reason of a closure: a text that is not in the list, or a language without words. `field` names its inputs. */
export function reasonProblems(
  { reasonTexts }: Pick<CatalogueRecords, 'reasonTexts'>,
  { reason, template }: ReasonInput,
  field: (name: string) => string,
): readonly FieldProblem[] {
  const chosen = reasonTexts.find(({ id }) => id === template) ?? null;
  if (template !== null && chosen === null) return [problem(field('template'), 'not_allowed')];
  const said = reasonWords(reason, chosen);
  return locales
    .filter((locale) => said[locale] === '')
    .map((locale) => problem(field(`reason.${locale}`), 'required'));
}

/** The reason that the public reads. */
export function reasonOf(
  { reasonTexts }: Pick<CatalogueRecords, 'reasonTexts'>,
  { reason, template }: ReasonInput,
): Words {
  return reasonWords(reason, reasonTexts.find(({ id }) => id === template) ?? null);
}
