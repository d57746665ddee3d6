import type { Request, Response } from 'express';
import { z } from 'zod';
import type { System } from '../../../actions/system.ts';
import { offerByStaff, takeOffByStaff } from '../../../actions/waitlist/serve-by-staff.ts';
import { setAside } from '../../../actions/waitlist/set-aside.ts';
import { instantOf } from '../../../domain/calendar/local-time.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { accept, type Outcome, refuse } from '../../../domain/outcome.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { isWaiting, stateNow, type WaitEntry } from '../../../domain/waitlist/wait-entry.ts';
import { entryById } from '../../../store/waitlist/waitlist-query.ts';
import { staff, staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { paths, withQuery } from '../../paths.ts';
import { daysSaid, offerSaid, timesSaid } from '../../waitlist/wait-words.ts';
import { date, type FormSection, text, time } from '../form/form-section.ts';
import { atOffice, type OfficePlace, officeForm } from '../form/office-form.ts';
import { listPage } from '../list/list-page.ts';
import { waitlistList } from './waitlist-list.ts';

interface AtEntry extends OfficePlace<System> {
  readonly its: Site;
  readonly entry: WaitEntry;
}

/** Null: there is no such entry, or it is not of their sites, and that has been said. */
async function open(system: System, request: Request, response: Response): Promise<AtEntry | null> {
  const entry = await entryById(system.database.reader, String(request.params['entry']));
  const its = entry === null ? undefined : (await system.catalogue()).sites.get(entry.site);
  if (entry === null || its === undefined) {
    renderErrorPage(response, 404);
    return null;
  }
  const office = atOffice(system, request, response);
  if (!mayWorkAt(office.staff, its.code)) {
    renderErrorPage(response, 403, 'not_permitted');
    return null;
  }
  return { ...office, its, entry };
}

const acts = ['offer', 'remove', 'back'] as const;

function sections({ page, its, entry }: AtEntry): readonly FormSection[] {
  const { t, now } = page;
  const offer = offerSaid(entry, its, page);
  const stands = t(`waitlist.state.${stateNow(entry, now)}`);
  const { aside } = entry;
  return [
    {
      heading: t('waitlist.office.wants'),
      text: [daysSaid(entry, page), timesSaid(entry, page)].join(' · '),
    },
    {
      heading: t('waitlist.office.state'),
      text: offer === null ? stands : `${stands} · ${offer.day} ${offer.time}`,
    },
    ...(aside === null
      ? []
      : [
          {
            heading: t(`waitlist.office.${aside.askedAt === null ? 'aside' : 'asked'}`),
            text: t('waitlist.office.asideWhy', { cause: t(`clusters.cause.${aside.cause}`) }),
          },
        ]),
    {
      heading: t('waitlist.office.act'),
      fields: [
        {
          name: 'act',
          label: t('waitlist.office.what'),
          control: {
            kind: 'radios',
            options: acts
              .filter((value) => value !== 'back' || aside !== null)
              .map((value) => ({ value, text: t(`waitlist.office.${value}`) })),
          },
        },
        { name: 'day', label: t('waitlist.office.day'), control: date, optional: true },
        { name: 'time', label: t('waitlist.office.time'), control: time, optional: true },
        {
          name: 'reason',
          label: t('waitlist.office.reason'),
          hint: t('waitlist.office.reasonHint'),
          control: text,
        },
      ],
    },
  ];
}

const entryForm = officeForm({
  path: paths.admin.item('waitlist', ':entry'),
  audience: staffOfSite('booking.change'),
  open,
  frame: ({ page: { t, locale }, its, entry }: AtEntry) => ({
    heading: entry.enterprise.name,
    lede: its.name[locale],
    crumbs: [{ href: paths.admin.section('waitlist'), text: t('waitlist.office.title') }],
    tabs: [],
  }),
  schema: z.object({
    act: z.enum(acts),
    day: z.string().trim().max(10).default(''),
    time: z.string().trim().max(5).default(''),
    reason: z.string().trim().min(1).max(200),
  }),
  stored: ({ entry }) => ({ act: 'offer', day: entry.from, time: '', reason: '' }),
  sections,
  fieldOf: { default: 'act', slot_taken: 'time', too_late: 'time', too_early: 'day', not_offered: 'time' },
  say: ({ code, details }, t) =>
    code === 'invalid_input' && details?.['field'] === 'time'
      ? t('waitlist.office.timeWrong')
      : code === 'invalid_input'
        ? t('settings.problem.required')
        : t(`refusal.${code}`, details),
  saved: 'waitlist.office.done',
  button: 'waitlist.office.save',
  async act(
    { system, its, entry, staff: by }: AtEntry,
    { act, day, time: at, reason },
  ): Promise<Outcome<string>> {
    if (!isWaiting(entry)) return refuse('not_active');
    const ask = { entry, reason, staff: by };
    const start =
      /^20\d{2}-\d{2}-\d{2}$/.test(day) && /^([01]\d|2[0-3]):[0-5]\d$/.test(at)
        ? instantOf(day, at, its.timeZone)
        : null;
    if (act === 'offer' && start === null) return refuse('invalid_input', { field: 'time' });
    if (act === 'back') {
      const back = await setAside(system, { entry, cause: null, note: reason, staff: by });
      return back.ok ? accept(withQuery(paths.admin.item('waitlist', entry.id), { done: '1' })) : back;
    }
    const done =
      act === 'remove' ? await takeOffByStaff(system, ask) : await offerByStaff(system, ask, start ?? 0);
    return done.ok ? accept(withQuery(paths.admin.item('waitlist', entry.id), { done: '1' })) : done;
  },
});

/** Who waits for a place; staff offer a time of their own choice, or take somebody off. */
export const waitlistOfficePages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.section('waitlist'),
    audience: staff('booking.read'),
    ...listPage(waitlistList),
    menu: { under: 'daily', text: 'waitlist.office.title' },
  },
  entryForm,
];
