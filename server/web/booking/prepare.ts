import type { RequestHandler } from 'express';
import type { ChecklistPrompt } from '../../domain/catalogue/checklist.ts';
import { questionsFor } from '../../domain/catalogue/questions-for.ts';
import type { Question } from '../../domain/catalogue/service.ts';
import { paths } from '../paths.ts';
import { type ChecklistView, checklistView } from '../public/checklist-view.ts';
import type { OutLink } from '../public/service-view.ts';
import { renderAt } from '../render-at.ts';
import type { Page } from '../render-page.ts';
import { type NeedsView, needsView } from './asked-here.ts';
import { journeyHref } from './journey.ts';
import { type BookingParts, openStep, type Step, stepHref, withDraft } from './journey-step.ts';
import { type StepsView, stepsView } from './steps-view.ts';

export interface QuestionView {
  readonly code: string;
  readonly text: string;
  readonly help: string | null;
  readonly about: string;
  readonly position: string | null;
  readonly answers: readonly { readonly code: string; readonly label: string }[];
}

export interface PromptView {
  readonly question: string;
  readonly text: string;
  readonly link: OutLink | null;
  /** what the visit should have as well; null: nothing */
  readonly needs: NeedsView | null;
}

export interface PrepareView {
  readonly steps: StepsView;
  readonly action: string;
  readonly error: string | null;
  /** what is asked now; null: nothing (more) to ask */
  readonly question: QuestionView | null;
  readonly advice: readonly PromptView[];
  readonly stops: readonly PromptView[];
  readonly checklist: ChecklistView;
  /** null: the visit is not possible yet */
  readonly nextHref: string | null;
  /** to answer again; null: nothing was asked */
  readonly againHref: string | null;
  readonly servicesHref: string;
  /** this page with one more service */
  readonly withHref: (service: string) => string;
}

const preparePage: Page<PrepareView> = {
  template: 'booking/prepare',
  layout: 'focus',
  title: (view, { t }) => t('common.titleEnd', { title: view.question?.text ?? t('book.prepare.title') }),
};

function prepareView(step: Step, error: string | null): PrepareView {
  const { journey, checklist, catalogue, page } = step;
  const asked = questionsFor(catalogue, journey.services);
  // a visit that cannot be stops at once, without more questions
  const next = checklist.stops.length > 0 ? undefined : checklist.unanswered[0];
  return {
    steps: stepsView('checklist', journey, page),
    action: journeyHref(paths.book.checklist(), journey),
    error: next === undefined ? null : error,
    question: next === undefined ? null : questionView(step, next, asked.indexOf(next) + 1, asked.length),
    advice: checklist.advice.map((prompt) => promptView(prompt, asked, step)),
    stops: checklist.stops.map((prompt) => promptView(prompt, asked, step)),
    checklist: checklistView(checklist, page),
    nextHref: checklist.stops.length > 0 ? null : stepHref('time', journey),
    againHref: asked.length === 0 ? null : journeyHref(paths.book.checklist(), { ...journey, answers: {} }),
    servicesHref: stepHref('services', journey),
    withHref: (code) =>
      stepHref('checklist', {
        ...journey,
        services: [...journey.services, { code, quantity: 1 }],
        start: null,
      }),
  };
}

function questionView({ catalogue, page }: Step, question: Question, at: number, of: number): QuestionView {
  const { locale, t } = page;
  return {
    code: question.code,
    text: question.text[locale],
    help: question.help?.[locale] ?? null,
    about: catalogue.services.get(question.service)?.name[locale] ?? '',
    position: of > 1 ? t('book.prepare.questionOf', { at, of }) : null,
    answers: question.answers.map(({ code, label }) => ({ code, label: label[locale] })),
  };
}

function promptView(
  { question, words, link, needs }: ChecklistPrompt,
  asked: readonly Question[],
  { catalogue, journey, page }: Step,
): PromptView {
  const { locale } = page;
  return {
    question: asked.find(({ code }) => code === question)?.text[locale] ?? '',
    text: words[locale],
    needs: needsView(needs, catalogue, journey, page),
    link:
      link === null
        ? null
        : { label: link.label[locale], href: link.url, unverified: link.verified !== true },
  };
}

export function showPrepare(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const step = await openStep(parts, request);
    if (step.journey.services.length === 0) response.redirect(303, stepHref('services', step.journey));
    else {
      const view = prepareView(
        step,
        request.query['wrong'] === undefined ? null : step.page.t('book.prepare.chooseOne'),
      );
      if (view.error !== null) response.status(422);
      renderAt(response, preparePage, view, request.originalUrl);
    }
  };
}

/** Takes the answer to the question that was shown; the next one is the same page again. */
export function takeAnswer(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const step = await openStep(parts, request);
    const body = (request.body ?? {}) as Record<string, unknown>;
    const question = step.catalogue.questions.find(({ code }) => code === body['question']);
    const answer = question?.answers.find(({ code }) => code === body['answer']);
    if (question !== undefined && answer !== undefined) {
      const answers = { ...step.journey.answers, [question.code]: answer.code };
      response.redirect(303, stepHref('checklist', withDraft({ ...step.journey, answers }, parts.system)));
      return;
    }
    if (step.journey.services.length === 0) {
      response.redirect(303, stepHref('services', step.journey));
      return;
    }
    // told at an address of its own, so that the browser can go back to it
    response.redirect(303, journeyHref(paths.book.checklist(), step.journey, { wrong: '1' }));
  };
}
