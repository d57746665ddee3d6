import type { Request, Response } from 'express';
import { z } from 'zod';
import { createAccount } from '../../../actions/staff/create-staff.ts';
import type { System } from '../../../actions/system.ts';
import { accept } from '../../../domain/outcome.ts';
import { firstPasswordDays } from '../../../domain/staff/first-password.ts';
import { staff } from '../../audience.ts';
import { paths } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { short } from '../form/form-section.ts';
import { atOffice, officeForm } from '../form/office-form.ts';
import { accountFields, fieldOfAccount, fieldsOfAccount, sitesChosen } from './account-form.ts';
import { generatedPage } from './generated-password.ts';

/** An account that is not there yet. Its password is shown once. */
export const newStaffPage = officeForm({
  path: paths.admin.item('staff', 'new'),
  audience: staff('staff.manage'),
  open: async (system: System, request: Request, response: Response) => ({
    ...atOffice(system, request, response),
    catalogue: await system.catalogue(),
  }),
  frame: ({ page: { t } }) => ({
    heading: t('staff.manage.add'),
    crumbs: [{ href: paths.admin.staff(), text: t('staff.manage.title') }],
    tabs: [],
  }),
  stored: () => ({ role: 'counter' }),
  sections: ({ page, staff: actor, catalogue }) => [
    {
      heading: page.t('staff.manage.account'),
      fields: [
        {
          name: 'username',
          label: page.t('staff.manage.username'),
          hint: page.t('staff.manage.usernameHint'),
          control: short,
        },
        ...fieldsOfAccount(page, actor, catalogue),
      ],
    },
  ],
  button: 'staff.manage.create',
  schema: accountFields.extend({ username: z.string().trim().min(1).max(60) }),
  act: async ({ system, response, staff: actor }, wanted) => {
    const made = await createAccount(system, actor, sitesChosen(wanted));
    if (!made.ok) return made;
    const { name, username } = wanted;
    const { password } = made.value;
    renderPage(response, generatedPage, { name, username, password, days: firstPasswordDays });
    return accept(null);
  },
  fieldOf: fieldOfAccount,
});
