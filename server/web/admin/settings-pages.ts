import type { RequestHandler } from 'express';
import { staff } from '../audience.ts';
import type { DeclaredPage, MenuPlace } from '../declared-page.ts';
import { paths } from '../paths.ts';
import { calendarDayForm } from './calendar/calendar-day-form.ts';
import { calendarForm } from './calendar/calendar-form.ts';
import { calendarPage } from './calendar/calendar-page.ts';
import { settingsForm } from './form/settings-form.ts';
import { listPage } from './list/list-page.ts';
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
import { absencesForm } from './sites/absences-form.ts';
import { closurePages } from './sites/closure-pages.ts';
import { closuresForm } from './sites/closures-form.ts';
import { conflictPages } from './sites/conflicts.ts';
import { countersForm } from './sites/counters-form.ts';
import { hallForm } from './sites/hall-form.ts';
import { hoursForm } from './sites/hours-form.ts';
import { siteMaterialsForm } from './sites/materials-form.ts';
import { noticesForm } from './sites/notices-form.ts';
import { partClosuresForm } from './sites/part-closures-form.ts';
import { placesForm } from './sites/places-form.ts';
import { newSiteForm, profileForm } from './sites/profile-form.ts';
import { queuesForm } from './sites/queues-form.ts';
import { recordingPages } from './sites/recordings.ts';
import { rosterForm } from './sites/roster-form.ts';
import { rulesForm } from './sites/rules-form.ts';
import { siteServicesForm } from './sites/services-form.ts';
import { setUpPage } from './sites/set-up.ts';
import { siteOfRequest } from './sites/site-frame.ts';
import { siteList } from './sites/site-list.ts';
import { studioPages } from './sites/studio.ts';
import { toldPages } from './sites/told.ts';
import { wallPicturePages } from './sites/wall-pictures.ts';
import { todayList } from './today-list.ts';

const { section, item, act, question } = paths.admin;
const audience = staff('settings.change', 'audit.read');
const ofSite = (part: string): string => act('sites', ':site', part);
const ofService = (part: string): string => act('services', ':service', part);
const inMenu = (text: MenuPlace['text']) => ({ menu: { under: 'settings', text } as const });

const toTheProfile = (): RequestHandler => (request, response) => {
  response.redirect(act('sites', siteOfRequest(request), 'profile'));
};

const sitePages: readonly DeclaredPage[] = [
  { path: section('sites'), audience, ...listPage(siteList), ...inMenu('settings.menu.sites') },
  settingsForm(item('sites', 'new'), newSiteForm),
  { path: item('sites', ':site'), audience, get: toTheProfile, answers: 'way' },
  setUpPage,
  settingsForm(ofSite('profile'), profileForm, siteOfRequest),
  settingsForm(ofSite('hours'), hoursForm, siteOfRequest),
  settingsForm(ofSite('closures'), closuresForm, siteOfRequest),
  settingsForm(ofSite('parts'), partClosuresForm, siteOfRequest),
  settingsForm(ofSite('queues'), queuesForm, siteOfRequest),
  settingsForm(ofSite('places'), placesForm, siteOfRequest),
  settingsForm(ofSite('services'), siteServicesForm, siteOfRequest),
  settingsForm(ofSite('materials'), siteMaterialsForm, siteOfRequest),
  settingsForm(ofSite('counters'), countersForm, siteOfRequest),
  settingsForm(ofSite('roster'), rosterForm, siteOfRequest),
  settingsForm(ofSite('absences'), absencesForm, siteOfRequest),
  settingsForm(ofSite('rules'), rulesForm, siteOfRequest),
  { ...settingsForm(ofSite('hall'), hallForm, siteOfRequest), bothLanguages: true },
  settingsForm(ofSite('notices'), noticesForm, siteOfRequest),
  ...recordingPages,
  ...studioPages,
  ...wallPicturePages,
  ...conflictPages,
  ...toldPages,
  settingsForm(section('cities'), citiesForm),
];

const servicePages: readonly DeclaredPage[] = [
  { path: section('services'), audience, ...listPage(serviceList), ...inMenu('settings.menu.services') },
  { path: item('services', 'matrix'), audience, ...listPage(serviceMatrix) },
  settingsForm(item('services', 'new'), newServiceForm),
  settingsForm(ofService('profile'), serviceForm, serviceOfRequest),
  settingsForm(ofService('materials'), serviceMaterialsForm, serviceOfRequest),
  { path: ofService('questions'), audience, ...listPage(questionList) },
  settingsForm(question(':service', ':question'), questionForm, questionOfRequest),
  { ...settingsForm(section('materials'), materialsForm), ...inMenu('settings.menu.materials') },
];

/** The overview of the office. */
export const overviewPages: readonly DeclaredPage[] = [
  {
    path: paths.admin.home(),
    audience: staff('booking.read'),
    get: overviewPage,
    lists: [todayList],
    menu: { under: 'daily', text: 'settings.menu.overview' },
  },
];

/** Everything that the office sets. */
export const settingsPages: readonly DeclaredPage[] = [
  ...sitePages,
  ...servicePages,
  ...closurePages,
  {
    path: section('calendar'),
    audience,
    get: calendarPage,
    bothLanguages: true,
    ...inMenu('settings.menu.calendar'),
  },
  settingsForm(item('calendar', 'import'), calendarForm),
  settingsForm(item('calendar', 'day'), calendarDayForm),
  { ...settingsForm(section('outlets'), outletsForm), ...inMenu('settings.menu.outlets') },
  { ...settingsForm(section('links'), linksForm), ...inMenu('settings.menu.links') },
];

/** The notice that visitors agree to. */
export const privacyNoticePages: readonly DeclaredPage[] = [
  { ...settingsForm(section('privacy-notice'), privacyNoticeForm), ...inMenu('settings.menu.privacyNotice') },
];
