import accessibility from './zh-CN/accessibility.json' with { type: 'json' };
import admin from './zh-CN/admin.json' with { type: 'json' };
import agency from './zh-CN/agency.json' with { type: 'json' };
import api from './zh-CN/api.json' with { type: 'json' };
import audit from './zh-CN/audit.json' with { type: 'json' };
import book from './zh-CN/book.json' with { type: 'json' };
import booking from './zh-CN/booking.json' with { type: 'json' };
import certificate from './zh-CN/certificate.json' with { type: 'json' };
import channels from './zh-CN/channels.json' with { type: 'json' };
import clerks from './zh-CN/clerks.json' with { type: 'json' };
import clusters from './zh-CN/clusters.json' with { type: 'json' };
import common from './zh-CN/common.json' with { type: 'json' };
import counter from './zh-CN/counter.json' with { type: 'json' };
import day from './zh-CN/day.json' with { type: 'json' };
import display from './zh-CN/display.json' with { type: 'json' };
import docs from './zh-CN/docs.json' with { type: 'json' };
import error from './zh-CN/error.json' with { type: 'json' };
import find from './zh-CN/find.json' with { type: 'json' };
import floor from './zh-CN/floor.json' with { type: 'json' };
import hall from './zh-CN/hall.json' with { type: 'json' };
import home from './zh-CN/home.json' with { type: 'json' };
import imports from './zh-CN/imports.json' with { type: 'json' };
import kiosk from './zh-CN/kiosk.json' with { type: 'json' };
import list from './zh-CN/list.json' with { type: 'json' };
import mail from './zh-CN/mail.json' with { type: 'json' };
import manage from './zh-CN/manage.json' with { type: 'json' };
import number from './zh-CN/number.json' with { type: 'json' };
import objections from './zh-CN/objections.json' with { type: 'json' };
import offices from './zh-CN/offices.json' with { type: 'json' };
import online from './zh-CN/online.json' with { type: 'json' };
import places from './zh-CN/places.json' with { type: 'json' };
import planner from './zh-CN/planner.json' with { type: 'json' };
import privacy from './zh-CN/privacy.json' with { type: 'json' };
import ratings from './zh-CN/ratings.json' with { type: 'json' };
import reception from './zh-CN/reception.json' with { type: 'json' };
import refusal from './zh-CN/refusal.json' with { type: 'json' };
import refused from './zh-CN/refused.json' with { type: 'json' };
import replay from './zh-CN/replay.json' with { type: 'json' };
import reports from './zh-CN/reports.json' with { type: 'json' };
import roster from './zh-CN/roster.json' with { type: 'json' };
import service from './zh-CN/service.json' with { type: 'json' };
import services from './zh-CN/services.json' with { type: 'json' };
import settings from './zh-CN/settings.json' with { type: 'json' };
import site from './zh-CN/site.json' with { type: 'json' };
import sites from './zh-CN/sites.json' with { type: 'json' };
import staff from './zh-CN/staff.json' with { type: 'json' };
import statistics from './zh-CN/statistics.json' with { type: 'json' };
import ticket from './zh-CN/ticket.json' with { type: 'json' };
import told from './zh-CN/told.json' with { type: 'json' };
import waitlist from './zh-CN/waitlist.json' with { type: 'json' };

/** The Chinese messages, one file a surface: the source of the keys. */
export const chinese = {
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
