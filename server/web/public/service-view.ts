import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { checklistFor } from '../../domain/catalogue/checklist.ts';
import type { Question, Service } from '../../domain/catalogue/service.ts';
import type { PageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { type ChecklistView, checklistView } from './checklist-view.ts';
import { type Answers, type TailoringQuestion, tailoringQuestions } from './tailored.ts';

export interface OutLink {
  readonly label: string;
  readonly href: string;
  /** nobody has confirmed the address yet */
  readonly unverified: boolean;
}

export interface ServiceNote {
  readonly answer: string;
  readonly text: string;
  readonly stops: boolean;
  readonly link: OutLink | null;
}

export interface ServiceQuestion {
  readonly text: string;
  readonly help: string | null;
  readonly notes: readonly ServiceNote[];
}

export interface ServiceView {
  readonly name: string;
  readonly summary: string;
  readonly where: string;
  readonly minutes: string;
  readonly minutesUnverified: boolean;
  readonly online: boolean;
  readonly checklist: ChecklistView;
  readonly tailoring: readonly TailoringQuestion[];
  readonly questions: readonly ServiceQuestion[];
  readonly sites: readonly {
    readonly name: string;
    readonly href: string;
    readonly adds: readonly string[];
  }[];
  /** outlets that cannot be booked here and say by telephone what they handle */
  readonly partners: readonly { readonly name: string; readonly href: string }[];
  readonly bookHref: string | null;
  readonly siteCount: string;
  /** where the day on which a certificate expires can be left; null: the service renews none */
  readonly certificateHref: string | null;
}

const renewal = 'RENEW';

type Language = Pick<PageContext, 'locale' | 't'>;

const known = new WeakMap<Catalogue, Map<string, ServiceView>>();

/** What the page of a service shows: worked out once for each catalogue and language, of which it says everything. */
export function serviceView(
  catalogue: Catalogue,
  service: Service,
  answers: Answers,
  page: Language,
): ServiceView {
  // answers are without number, the page without any is what everybody opens
  if (Object.keys(answers).length > 0) return makeView(catalogue, service, answers, page);
  let views = known.get(catalogue);
  if (views === undefined) {
    views = new Map();
    known.set(catalogue, views);
  }
  const key = `${page.locale} ${service.code}`;
  const view = views.get(key) ?? makeView(catalogue, service, answers, page);
  views.set(key, view);
  return view;
}

function makeView(catalogue: Catalogue, service: Service, answers: Answers, page: Language): ServiceView {
  const { locale, t } = page;
  const sites = [...catalogue.sites.values()].filter(
    (site) => site.bookable && site.services.some((line) => line.service === service.code),
  );
  return {
    name: service.name[locale],
    summary: service.summary[locale],
    where: service.where[locale],
    minutes: t('common.minutes', { minutes: service.minutes }),
    minutesUnverified: !service.verified || service.unverified?.includes('minutes') === true,
    online: service.online,
    checklist: checklistView(
      checklistFor(catalogue, null, [{ code: service.code, quantity: 1 }], answers),
      page,
    ),
    tailoring: tailoringQuestions(catalogue, service.code, answers, page),
    siteCount: t('service.siteCount', { count: sites.length }),
    questions: catalogue.questions
      .filter((question) => question.service === service.code)
      .map((question) => questionView(catalogue, question, page))
      .filter((question) => question.notes.length > 0),
    sites: sites.map((site) => ({
      name: site.name[locale],
      href: paths.site(site.code),
      adds: catalogue.serviceMaterials
        .filter((line) => line.service === service.code && line.site === site.code)
        .flatMap((line) => catalogue.materials.get(line.material)?.name[locale] ?? []),
    })),
    partners: [...catalogue.sites.values()]
      .filter(({ kind }) => kind === 'partner')
      .map((site) => ({ name: site.name[locale], href: paths.site(site.code) })),
    certificateHref: service.code === renewal ? paths.certificate.leave() : null,
    bookHref:
      sites.length > 0
        ? withQuery(paths.book.services(), {
            service: service.code,
            answer: Object.entries(answers).map(([question, answer]) => `${question}.${answer}`),
          })
        : null,
  };
}

/** A link of the catalogue, unless it is not there (any more). */
export function outLink(
  catalogue: Catalogue,
  code: string,
  { locale }: Pick<Language, 'locale'>,
): OutLink | null {
  const link = catalogue.links.get(code);
  if (link === undefined) return null;
  return { label: link.label[locale], href: link.url, unverified: link.verified === false };
}

function questionView(catalogue: Catalogue, question: Question, page: Language): ServiceQuestion {
  const { locale } = page;
  return {
    text: question.text[locale],
    help: question.help?.[locale] ?? null,
    notes: question.answers.flatMap(({ label, effect }) => {
      const said = effect.stop ?? effect.advise;
      if (said === undefined) return [];
      const link = effect.link === undefined ? null : outLink(catalogue, effect.link, page);
      return [{ answer: label[locale], text: said[locale], stops: effect.stop !== undefined, link }];
    }),
  };
}
