import type { Request, Response } from 'express';
import { z } from 'zod';
import { answerRating } from '../../../actions/queue/follow-up-rating.ts';
import { recordAudit } from '../../../actions/record-audit.ts';
import type { System } from '../../../actions/system.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { accept, refuse } from '../../../domain/outcome.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { type RatingCase, ratingCase } from '../../../store/queue/rating-case-query.ts';
import { staff, staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import type { SentForm } from '../../form/sent-form.ts';
import { formatting } from '../../formatting.ts';
import { paths, withQuery } from '../../paths.ts';
import type { FormSection } from '../form/form-section.ts';
import { atOffice, type OfficePlace, officeForm } from '../form/office-form.ts';
import { listPage } from '../list/list-page.ts';
import { ratingList } from './rating-list.ts';

interface AtCase extends OfficePlace<System> {
  readonly its: Site;
  readonly known: RatingCase;
}

/** Null: there is no such case, or it is not of their sites, and that has been said. Whoever sees a contact is in the audit. */
async function open(system: System, request: Request, response: Response): Promise<AtCase | null> {
  const known = await ratingCase(system.database.reader, String(request.params['ticket']));
  const its = known === null ? undefined : (await system.catalogue()).sites.get(known.site);
  if (known === null || its === undefined) {
    renderErrorPage(response, 404);
    return null;
  }
  const office = atOffice(system, request, response);
  if (!mayWorkAt(office.staff, its.code)) {
    renderErrorPage(response, 403, 'not_permitted');
    return null;
  }
  if (known.contact !== null || known.words !== null)
    await recordAudit(system, {
      actor: office.staff,
      action: 'rating.read',
      subject: `${known.site} ${known.day} ${known.number}`,
      before: null,
      after: null,
      result: 'done',
    });
  return { ...office, its, known };
}

function sections({ page: { t, locale }, its, known }: AtCase): readonly FormSection[] {
  const { dayTime } = formatting(locale, its.timeZone);
  const { score, dueAt, wantsContact, contact, words } = known;
  const wish = t(`ratings.wants.${wantsContact === null ? 'unsaid' : wantsContact ? 'yes' : 'no'}`);
  return [
    {
      heading: t('ratings.visitor'),
      text: t('ratings.facts', { score: t(`statistics.score.${score}`), time: dayTime(dueAt) }),
    },
    { heading: t('ratings.contact'), text: contact === null ? wish : `${wish} · ${contact}` },
    ...(words === null ? [] : [{ heading: t('ratings.words'), text: words }]),
    {
      heading: t('ratings.answer'),
      fields: [
        {
          name: 'answer',
          label: t('ratings.done'),
          hint: t('ratings.doneHint'),
          control: { kind: 'long', rows: 5 },
        },
      ],
    },
  ];
}

const caseForm = officeForm({
  path: paths.admin.item('ratings', ':ticket'),
  audience: staffOfSite('hall.manage'),
  open,
  frame: ({ page: { t, locale }, its, known: { day, number } }: AtCase) => ({
    heading: t('ratings.case', { number }),
    lede: `${its.name[locale]} · ${day}`,
    crumbs: [{ href: paths.admin.section('ratings'), text: t('ratings.title') }],
    tabs: [],
  }),
  schema: z.object({ answer: z.string().trim().min(1).max(500) }),
  stored: ({ known: { answer } }) => ({ answer: answer ?? '' }),
  sections,
  revision: ({ known: { answeredAt, answer } }) => JSON.stringify([answeredAt, answer]),
  fieldOf: { default: 'answer' },
  say: ({ code }, t) => t(code === 'invalid_input' ? 'ratings.answerWrong' : `refusal.${code}`),
  button: 'ratings.save',
  async act({ system, known, staff: by }: AtCase, { answer }, sent: SentForm) {
    if (sent.revision !== JSON.stringify([known.answeredAt, known.answer])) return refuse('stale_form');
    const done = await answerRating(system, known, answer, by);
    return done.ok ? accept(withQuery(paths.admin.item('ratings', known.ticket), { done: '1' })) : done;
  },
});

/** Low ratings, which somebody has to answer within one working day. */
export const ratingPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.section('ratings'),
    audience: staff('statistics.read'),
    ...listPage(ratingList),
    menu: { under: 'daily', text: 'ratings.title' },
  },
  caseForm,
];
