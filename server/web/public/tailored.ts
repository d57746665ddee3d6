import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { PageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';

export type Answers = Readonly<Record<string, string>>;

/** A question whose answer makes the list of materials shorter, to be answered above it. */
export interface TailoringQuestion {
  readonly text: string;
  readonly answers: readonly {
    readonly label: string;
    readonly href: string;
    readonly chosen: boolean;
  }[];
}

export function tailoringQuestions(
  catalogue: Catalogue,
  service: string,
  given: Answers,
  { locale }: Pick<PageContext, 'locale'>,
): TailoringQuestion[] {
  return catalogue.questions
    .filter((question) => question.service === service)
    .filter(({ answers }) => answers.some(({ effect }) => (effect.drop ?? []).length > 0))
    .map(({ code, text, answers }) => ({
      text: text[locale],
      answers: answers.map((answer) => ({
        label: answer.label[locale],
        href: withQuery(paths.service(service), {
          answer: Object.entries({ ...given, [code]: answer.code }).map(([asked, its]) => `${asked}.${its}`),
        }),
        chosen: given[code] === answer.code,
      })),
    }));
}
