import type { chinese } from './chinese.ts';
import accessibility from './en/accessibility.json' with { type: 'json' };
import admin from './en/admin.json' with { type: 'json' };
import agency from './en/agency.json' with { type: 'json' };
import api from './en/api.json' with { type: 'json' };
import audit from './en/audit.json' with { type: 'json' };
import book from './en/book.json' with { type: 'json' };
import booking from './en/booking.json' with { type: 'json' };
import certificate from './en/certificate.json' with { type: 'json' };
import channels from './en/channels.json' with { type: 'json' };
import clerks from './en/clerks.json' with { type: 'json' };
import clusters from './en/clusters.json' with { type: 'json' };
import common from './en/common.json' with { type: 'json' };
import counter from './en/counter.json' with { type: 'json' };
import day from './en/day.json' with { type: 'json' };
import display from './en/display.json' with { type: 'json' };
import docs from './en/docs.json' with { type: 'json' };
import error from './en/error.json' with { type: 'json' };
import find from './en/find.json' with { type: 'json' };
import floor from './en/floor.json' with { type: 'json' };
import hall from './en/hall.json' with { type: 'json' };
import home from './en/home.json' with { type: 'json' };
import imports from './en/imports.json' with { type: 'json' };
import kiosk from './en/kiosk.json' with { type: 'json' };
import list from './en/list.json' with { type: 'json' };
import mail from './en/mail.json' with { type: 'json' };
import manage from './en/manage.json' with { type: 'json' };
import number from './en/number.json' with { type: 'json' };
import objections from './en/objections.json' with { type: 'json' };
import offices from './en/offices.json' with { type: 'json' };
import online from './en/online.json' with { type: 'json' };
import places from './en/places.json' with { type: 'json' };
import planner from './en/planner.json' with { type: 'json' };
import privacy from './en/privacy.json' with { type: 'json' };
import ratings from './en/ratings.json' with { type: 'json' };
import reception from './en/reception.json' with { type: 'json' };
import refusal from './en/refusal.json' with { type: 'json' };
import refused from './en/refused.json' with { type: 'json' };
import replay from './en/replay.json' with { type: 'json' };
import reports from './en/reports.json' with { type: 'json' };
import roster from './en/roster.json' with { type: 'json' };
import service from './en/service.json' with { type: 'json' };
import services from './en/services.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };
import site from './en/site.json' with { type: 'json' };
import sites from './en/sites.json' with { type: 'json' };
import staff from './en/staff.json' with { type: 'json' };
import statistics from './en/statistics.json' with { type: 'json' };
import ticket from './en/ticket.json' with { type: 'json' };
import told from './en/told.json' with { type: 'json' };
import waitlist from './en/waitlist.json' with { type: 'json' };

/** The same tree of keys, with any text at the leaves. */
type SameShape<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameShape<T[K]> };

/** The English messages: every key of the Chinese ones, so a missing key does not compile. */
export const english: SameShape<typeof chinese> = {
  accessibility,
  admin,
  agency,
  api,
  audit,
  book,
  booking,
  certificate,
  channels,
  clerks,
  clusters,
  common,
  counter,
  day,
  display,
  docs,
  error,
  find,
  floor,
  hall,
  home,
  imports,
  kiosk,
  list,
  mail,
  manage,
  number,
  objections,
  offices,
  online,
  places,
  planner,
  privacy,
  ratings,
  reception,
  refusal,
  refused,
  replay,
  reports,
  roster,
  service,
  services,
  settings,
  site,
  sites,
  staff,
  statistics,
  ticket,
  told,
  waitlist,
};
