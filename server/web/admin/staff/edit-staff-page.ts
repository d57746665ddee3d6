import type { Request, Response } from 'express';
import { z } from 'zod';
import { editStaff } from '../../../actions/staff/edit-staff.ts';
import { lockOf } from '../../../actions/staff/failures.ts';
import { idleTimeout } from '../../../actions/staff/session-keeper.ts';
import type { System } from '../../../actions/system.ts';
import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import { accept } from '../../../domain/outcome.ts';
import { mayManage } from '../../../domain/staff/manage-rules.ts';
import { isPermitted } from '../../../domain/staff/permissions.ts';
import { sessionsOf } from '../../../store/staff/session-query.ts';
import { type FoundStaff, staffById } from '../../../store/staff/staff-query.ts';
import { staffOfSite } from '../../audience.ts';
import { renderErrorPage } from '../../error-page.ts';
import { type FormState, formPage } from '../../form/form-page.ts';
import { sessionHash } from '../../middleware/staff-session.ts';
import { paths, withQuery } from '../../paths.ts';
import { parameter } from '../../request/asked.ts';
import { type SessionLine, sessionLines } from '../../staff/account-view.ts';
import { adminPage } from '../admin-page.ts';
import { flag } from '../form/form-section.ts';
import { atOffice, type DrawnForm, type OfficePlace, officeFormOf } from '../form/office-form.ts';
import { accountFields, fieldOfAccount, fieldsOfAccount, shownSites, sitesChosen } from './account-form.ts';

export interface EditStaffView extends DrawnForm {
  readonly id: string;
  readonly username: string;
  /** that it is locked, and for how long, in words; null: it is not */
  readonly locked: string | null;
  readonly hasSecondFactor: boolean;
  readonly sessions: readonly SessionLine[];
  /** what is in the audit about the account; null: not theirs to read */
  readonly history: string | null;
}

interface Account extends OfficePlace<System> {
  readonly found: FoundStaff;
  readonly catalogue: Catalogue;
}

const acts = ['saved', 'unlock', 'factor', 'sessions'] as const;

async function open(system: System, request: Request, response: Response): Promise<Account | null> {
  const place = atOffice(system, request, response);
  // what was saved a moment ago must be there
  const found = await staffById(system.database.writer, parameter(request, 'id'));
  if (found === null) renderErrorPage(response, 404);
  else if (!mayManage(place.staff, found.member) && !isPermitted(place.staff.role, 'audit.read'))
    renderErrorPage(response, 403, 'not_permitted');
  else return { ...place, found, catalogue: await system.catalogue() };
  return null;
}

const form = {
  stored: ({ found: { member, active, badge, mail } }: Account) => ({
    ...member,
    ...shownSites(member),
    ...{ active, badge, mail },
  }),
  revision: ({ found }: Account) => String(found.version),
  /** an auditor sees it */
  mayChange: ({ staff, found }: Account) => mayManage(staff, found.member),
  sections: ({ page, staff, catalogue }: Account) => [
    {
      heading: page.t('staff.manage.account'),
      fields: [
        ...fieldsOfAccount(page, staff, catalogue),
        {
          name: 'active',
          label: page.t('staff.manage.activeLabel'),
          hint: page.t('staff.manage.activeHint'),
          control: flag,
        },
      ],
    },
  ],
  button: 'staff.manage.save',
} as const;

async function view(opened: Account, state: FormState): Promise<EditStaffView> {
  const { system, request, page, staff } = opened;
  const id = opened.found.member.id;
  // after a refusal it may be another one by now
  const found = state.typed === null ? opened.found : await staffById(system.database.writer, id);
  const place = { ...opened, found: found ?? opened.found };
  const { member, hasSecondFactor } = place.found;
  const { reader } = system.database;
  const act = acts.find((one) => one === state.done);
  const sessions = await sessionsOf(reader, id, system.clock.now() - idleTimeout);
  const lock = await lockOf(system, [`name:${member.username}`, `factor:${id}`]);
  return {
    ...officeFormOf(form, place, state),
    id,
    username: member.username,
    locked: lock === null ? null : page.t('staff.manage.locked', { ...lock.details }),
    hasSecondFactor,
    sessions: sessionLines(sessions, sessionHash(request), page.locale),
    done: act === undefined ? null : page.t(`staff.manage.done.${act}`),
    history: isPermitted(staff.role, 'audit.read')
      ? withQuery(paths.admin.audit(), { subject: member.username })
      : null,
  };
}

/** One account: what it may, and what else a higher role does with it. */
export const editStaffPage = formPage({
  path: paths.admin.item('staff', ':id'),
  // besides the site, a manager manages counter staff only (manage-rules.ts)
  audience: staffOfSite('staff.manage', 'audit.read'),
  changes: staffOfSite('staff.manage'),
  page: adminPage<EditStaffView>('admin/staff/edit', ({ username }) => username, ['unsaved-guard.js']),
  open,
  schema: accountFields.extend({ active: z.string().max(9).optional() }),
  act: async ({ system, staff, found }, { active, ...wanted }, { revision }) => {
    const { id } = found.member;
    const edited = await editStaff(system, staff, {
      id,
      version: Number(revision) || 0,
      wanted: { ...sitesChosen(wanted), active: Boolean(active) },
    });
    return edited.ok ? accept(withQuery(paths.admin.item('staff', id), { done: 'saved' })) : edited;
  },
  fieldOf: fieldOfAccount,
  view,
});
