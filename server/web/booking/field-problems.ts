import type { NameProblem } from '../../domain/enterprise/clean-text.ts';
import type { CreditCodeProblem } from '../../domain/enterprise/credit-code.ts';
import { creditCodeAdvice } from '../../domain/enterprise/credit-code-advice.ts';
import type { CustomsCodeProblem } from '../../domain/enterprise/customs-code.ts';
import type { MobileNumberProblem } from '../../domain/enterprise/mobile-number.ts';
import type { Translate } from '../../locales/words.ts';

export function nameProblem(whose: 'enterprise' | 'person', problem: NameProblem, t: Translate): string {
  switch (problem.kind) {
    case 'empty':
      return t(`book.problem.${whose}.empty`);
    case 'too_short':
      return t(`book.problem.${whose}.tooShort`, { minimum: problem.minimum });
    case 'too_long':
      return t(`book.problem.${whose}.tooLong`, { maximum: problem.maximum });
    case 'no_letters':
      return t(`book.problem.${whose}.noLetters`);
  }
}

export function creditCodeProblem(problem: CreditCodeProblem, t: Translate): string {
  const { sentence, parameters, suggestion } = creditCodeAdvice(problem);
  const said = t(`book.problem.creditCode.${sentence}`, parameters);
  return suggestion === null
    ? said
    : `${said}${t('book.problem.creditCode.suggestion', { code: suggestion })}`;
}

export function customsCodeProblem(problem: CustomsCodeProblem, t: Translate): string {
  if (problem.kind === 'length') return t('book.problem.customsCode.length', { length: problem.length });
  const { position, character } = problem;
  return t('book.problem.customsCode.character', { position, character });
}

export function mobileProblem(problem: MobileNumberProblem, t: Translate): string {
  switch (problem.kind) {
    case 'character':
      return t('book.problem.mobile.character', { character: problem.character });
    case 'length':
      return problem.length === 0
        ? t('book.problem.mobile.empty')
        : t('book.problem.mobile.length', { length: problem.length });
    case 'prefix':
      return t('book.problem.mobile.prefix', { prefix: problem.prefix });
    case 'abroad':
      return t('book.problem.mobile.abroad');
    case 'landline':
      return t('book.problem.mobile.landline');
  }
}
