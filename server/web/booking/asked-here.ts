import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { questionsFor, sameQuestion } from '../../domain/catalogue/questions-for.ts';
import type { Question } from '../../domain/catalogue/service.ts';
import type { PageContext } from '../page-context.ts';
import { type OutLink, outLink } from '../public/service-view.ts';
import type { Journey } from './journey.ts';

/** A question below the service that it is about, for whoever has chosen that. */
export interface AskedHere {
  /** questions with the same wording share it, so that one answer counts for all */
  readonly name: string;
  readonly text: string;
  readonly help: string | null;
  readonly answers: readonly {
    readonly code: string;
    readonly label: string;
    readonly chosen: boolean;
    /** what the answer means for the visit; null: nothing to say */
    readonly said: {
      readonly text: string;
      readonly stops: boolean;
      readonly link: OutLink | null;
      readonly needs: NeedsView | null;
    } | null;
  }[];
}

/** Services of which the visit should have one as well, each to be added by one press. */
export interface NeedsView {
  readonly services: readonly { readonly code: string; readonly add: string }[];
  /** said once one of them is chosen */
  readonly done: string;
  readonly chosen: boolean;
}

export function needsView(
  needs: readonly string[],
  catalogue: Catalogue,
  { services }: Pick<Journey, 'services'>,
  { t, locale }: PageContext,
): NeedsView | null {
  const offered = needs.flatMap((code) => catalogue.services.get(code) ?? []);
  const chosen = offered.filter(({ code }) => services.some((one) => one.code === code));
  if (offered.length === 0) return null;
  const names = (chosen.length > 0 ? chosen : offered).map(({ name }) => name[locale]);
  return {
    services: offered.map(({ code, name }) => ({ code, add: t('book.prepare.add', { name: name[locale] }) })),
    done: t('book.prepare.added', { names: names.join(t('book.listSeparator')) }),
    chosen: chosen.length > 0,
  };
}

/** The first of all questions that are put in the same words. */
function firstAlike(catalogue: Catalogue, question: Question): Question {
  return catalogue.questions.find((other) => sameQuestion(other, question)) ?? question;
}

const nameOf = (catalogue: Catalogue, question: Question) => `answer-${firstAlike(catalogue, question).code}`;

/** What is asked about one service, with what has been answered. */
export function askedAbout(
  service: string,
  catalogue: Catalogue,
  { answers, services }: Journey,
  page: PageContext,
): AskedHere[] {
  const { locale } = page;
  return questionsFor(catalogue, [{ code: service }]).map((question) => ({
    name: nameOf(catalogue, question),
    text: question.text[locale],
    help: question.help?.[locale] ?? null,
    answers: question.answers.map(({ code, label, effect }) => {
      const said = effect.stop ?? effect.advise;
      return {
        code,
        label: label[locale],
        chosen: Object.hasOwn(answers, question.code) && answers[question.code] === code,
        said:
          said === undefined
            ? null
            : {
                text: said[locale],
                stops: effect.stop !== undefined,
                link: effect.link === undefined ? null : outLink(catalogue, effect.link, page),
                needs: needsView(effect.needs ?? [], catalogue, { services }, page),
              },
      };
    }),
  }));
}

/** The answers in a form to what is asked about these services; what was answered before stays where the form says nothing. */
export function answersIn(
  body: unknown,
  catalogue: Catalogue,
  { services, answers }: Pick<Journey, 'services' | 'answers'>,
): Journey['answers'] {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const given = questionsFor(catalogue, services).flatMap((question) => {
    const answer = fields[nameOf(catalogue, question)];
    return question.answers.some(({ code }) => code === answer)
      ? [[question.code, String(answer)] as const]
      : [];
  });
  return { ...answers, ...Object.fromEntries(given) };
}
