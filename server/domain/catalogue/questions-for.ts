import type { Catalogue } from './catalogue.ts';
import type { Answer, Question, VisitService } from './service.ts';

type Asked = Pick<VisitService, 'code'>;

/** Questions of several services with the same wording are one question to the reader. */
function wording(question: Question): string {
  return JSON.stringify([question.text['zh-CN'], question.answers.map(({ code }) => code)]);
}

/** Whether two questions are one to the reader: the same words, the same answers. */
export function sameQuestion(left: Question, right: Question): boolean {
  return wording(left) === wording(right);
}

function ofServices(catalogue: Catalogue, services: readonly Asked[]): readonly Question[] {
  const codes = new Set(services.map(({ code }) => code));
  return catalogue.questions.filter((question) => codes.has(question.service));
}

/** What to ask about these services, in display order, each wording once. */
export function questionsFor(catalogue: Catalogue, services: readonly Asked[]): readonly Question[] {
  const asked = new Map<string, Question>();
  for (const question of ofServices(catalogue, services)) {
    if (!asked.has(wording(question))) asked.set(wording(question), question);
  }
  return [...asked.values()];
}

export interface AnsweredQuestion {
  readonly question: Question;
  readonly answer: Answer;
}

/** Every question of these services that has an answer: its own, or that of a question with the same wording. */
export function answeredQuestions(
  catalogue: Catalogue,
  services: readonly Asked[],
  answers: Readonly<Record<string, string>>,
): readonly AnsweredQuestion[] {
  const questions = ofServices(catalogue, services);
  return questions.flatMap((question) => {
    const same = questions.filter((other) => other !== question && wording(other) === wording(question));
    for (const { code } of [question, ...same]) {
      const given = Object.hasOwn(answers, code) ? answers[code] : undefined;
      const answer = question.answers.find((one) => one.code === given);
      if (answer !== undefined) return [{ question, answer }];
    }
    return [];
  });
}
