import { type Request, Router } from 'express';
import type { System } from '../../actions/system.ts';
import { requireStaff } from '../middleware/staff-session.ts';
import { paths } from '../paths.ts';
import type { ScreensOf } from '../staff/silent-machines.ts';
import { calendarForm, calendarPage } from './calendar/calendar-page.ts';
import { type SettingsForm, settingsForm } from './form/settings-form.ts';
import { overviewPage } from './overview.ts';
import { privacyNoticeForm } from './privacy/privacy-notice-form.ts';
import { citiesForm, linksForm, materialsForm, outletsForm } from './reference-list-forms.ts';
import { questionForm, questionOfRequest } from './services/question-form.ts';
import {
  newServiceForm,
  serviceForm,
  serviceMaterialsForm,
  serviceOfRequest,
} from './services/service-forms.ts';
import { questionList, serviceList } from './services/service-list.ts';
import { serviceMatrix } from './services/service-matrix.ts';
import { closuresForm } from './sites/closures-form.ts';
import { conflictPages } from './sites/conflicts.ts';
import { countersForm } from './sites/counters-form.ts';
import { hallForm } from './sites/hall-form.ts';
import { hoursForm } from './sites/hours-form.ts';
import { noticesForm } from './sites/notices-form.ts';
import { newSiteForm, profileForm } from './sites/profile-form.ts';
import { queuesForm } from './sites/queues-form.ts';
import { recordingPages } from './sites/recordings.ts';
import { rulesForm } from './sites/rules-form.ts';
import { siteServicesForm } from './sites/services-form.ts';
import { siteOfRequest } from './sites/site-frame.ts';
import { siteList } from './sites/site-list.ts';
import { unverifiedPages } from './unverified.ts';

/** Everything that the office sets, and the overview above it. Behind forms, sessions of staff and `adminFrame`. */
export function settingsPages(system: System, screens: ScreensOf = () => []): Router {
  const router = Router();
  const reads = requireStaff('settings.change', 'audit.read');
  const { section, item } = paths.admin;
  const everything = () => 'all';
  const page = <Input>(
    path: string,
    form: SettingsForm<Input>,
    subject: (request: Request) => string,
  ): void => {
    router.use(settingsForm(system, path, form, subject));
  };

  router.get(paths.admin.home(), requireStaff('booking.read'), overviewPage(system, screens));
  router.get(section('sites'), reads, siteList(system));
  page(item('sites', 'new'), newSiteForm, everything);
  router.get('/admin/sites/:site', reads, (request, response) => {
    response.redirect(paths.admin.act('sites', siteOfRequest(request), 'profile'));
  });
  page('/admin/sites/:site/profile', profileForm, siteOfRequest);
  page('/admin/sites/:site/hours', hoursForm, siteOfRequest);
  page('/admin/sites/:site/closures', closuresForm, siteOfRequest);
  page('/admin/sites/:site/queues', queuesForm, siteOfRequest);
  page('/admin/sites/:site/services', siteServicesForm, siteOfRequest);
  page('/admin/sites/:site/counters', countersForm, siteOfRequest);
  page('/admin/sites/:site/rules', rulesForm, siteOfRequest);
  page('/admin/sites/:site/hall', hallForm, siteOfRequest);
  page('/admin/sites/:site/notices', noticesForm, siteOfRequest);
  router.use(recordingPages(system));
  router.use(conflictPages(system));
  page(section('cities'), citiesForm, everything);

  router.get(section('services'), reads, serviceList(system));
  router.get(item('services', 'matrix'), reads, serviceMatrix(system));
  page(item('services', 'new'), newServiceForm, everything);
  page('/admin/services/:service/profile', serviceForm, serviceOfRequest);
  page('/admin/services/:service/materials', serviceMaterialsForm, serviceOfRequest);
  router.get('/admin/services/:service/questions', reads, questionList(system));
  page('/admin/services/:service/questions/:question', questionForm, questionOfRequest);
  page(section('materials'), materialsForm, everything);

  router.get(section('calendar'), reads, calendarPage(system));
  page(item('calendar', 'import'), calendarForm, everything);
  page(section('outlets'), outletsForm, everything);
  page(section('links'), linksForm, everything);
  page(section('privacy-notice'), privacyNoticeForm, everything);
  router.use(unverifiedPages(system));
  return router;
}
