/** Every URL of the system, once. Arguments are encoded here, so callers pass codes as they are. */
const part = encodeURIComponent;

/** Adds a query string; values that are undefined are left out, lists repeat the name. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | number | readonly string[] | undefined>>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of typeof value === 'object' ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

const book = {
  services: (start: { service?: string; site?: string } = {}) => withQuery('/book', start),
  checklist: () => '/book/checklist',
  site: () => '/book/site',
  time: () => '/book/time',
  details: () => '/book/details',
  check: () => '/book/check',
  code: () => '/book/code',
  done: () => '/book/done',
  /** no time suits: the waiting list */
  waiting: () => '/book/waiting',
};

const booking = {
  find: () => '/bookings',
  show: (reference: string, token?: string) => withQuery(`/bookings/${part(reference)}`, { token }),
  cancellation: (reference: string) => `/bookings/${part(reference)}/cancellation`,
  move: (reference: string) => `/bookings/${part(reference)}/move`,
  instead: (reference: string) => `/bookings/${part(reference)}/instead`,
  another: (reference: string) => `/bookings/${part(reference)}/another`,
  change: (reference: string) => `/bookings/${part(reference)}/change`,
  again: (reference: string) => `/bookings/${part(reference)}/again`,
  messages: (reference: string) => `/bookings/${part(reference)}/messages`,
  second: (reference: string) => `/bookings/${part(reference)}/second`,
  undo: (reference: string) => `/bookings/${part(reference)}/undo`,
  times: (reference: string) => `/bookings/${part(reference)}/times`,
  noTime: (reference: string) => `/bookings/${part(reference)}/times/refusal`,
  earlierConsent: (reference: string) => `/bookings/${part(reference)}/earlier-consent`,
  objection: (reference: string) => `/bookings/${part(reference)}/objection`,
  handling: (reference: string) => `/bookings/${part(reference)}/handling`,
  materials: (reference: string) => `/bookings/${part(reference)}/materials`,
  uploadConsent: (reference: string) => `/bookings/${part(reference)}/materials/consent`,
  document: (reference: string, item: string) => `/bookings/${part(reference)}/documents/${part(item)}`,
  documentRemoval: (reference: string, item: string) =>
    `/bookings/${part(reference)}/documents/${part(item)}/removal`,
  earlier: (reference: string) => `/bookings/${part(reference)}/earlier`,
  contact: (reference: string) => `/bookings/${part(reference)}/contact`,
  ticks: (reference: string) => `/bookings/${part(reference)}/ticks`,
  certificate: (reference: string) => `/bookings/${part(reference)}/certificate`,
  reminders: (reference: string) => `/bookings/${part(reference)}/reminders`,
  print: (reference: string) => `/bookings/${part(reference)}/print`,
  picture: (reference: string) => `/bookings/${part(reference)}/picture.png`,
  data: (reference: string) => `/bookings/${part(reference)}/data.json`,
  deletion: (reference: string) => `/bookings/${part(reference)}/deletion`,
  calendar: (reference: string, token?: string) =>
    withQuery(`/bookings/${part(reference)}/calendar.ics`, { token }),
  wechat: (reference: string) => `/bookings/${part(reference)}/wechat`,
  code: (reference: string, token?: string) => withQuery(`/bookings/${part(reference)}/code.svg`, { token }),
};

const waitlist = {
  show: (token: string) => `/waitlist/${part(token)}`,
  acceptance: (token: string) => `/waitlist/${part(token)}/acceptance`,
  refusal: (token: string) => `/waitlist/${part(token)}/refusal`,
  withdrawal: (token: string) => `/waitlist/${part(token)}/withdrawal`,
  review: (token: string) => `/waitlist/${part(token)}/review`,
  data: (token: string) => `/waitlist/${part(token)}/data.json`,
  deletion: (token: string) => `/waitlist/${part(token)}/deletion`,
};

/** visits that were booked in a row */
const visits = {
  show: (token: string) => `/visits/${part(token)}`,
};

const ticket = {
  show: (token: string) => `/tickets/${part(token)}`,
  leave: (token: string) => `/tickets/${part(token)}/leave`,
  deferral: (token: string) => `/tickets/${part(token)}/deferral`,
  instead: (token: string) => `/tickets/${part(token)}/next-day`,
  rating: (token: string) => `/tickets/${part(token)}/rating`,
  followUp: (token: string) => `/tickets/${part(token)}/follow-up`,
  notice: (token: string) => `/tickets/${part(token)}/notice`,
  onPhone: (token: string) => `/tickets/${part(token)}/on-phone`,
  now: (token: string) => `/tickets/${part(token)}/now`,
  code: (token: string) => `/tickets/${part(token)}/code.svg`,
};

const number = {
  /** the small screen at the door */
  door: (site: string) => `/display/${part(site)}/number`,
  enter: (token: string) => `/number/${part(token)}`,
  take: () => '/number',
};

const kiosk = {
  home: (site: string) => `/kiosk/${part(site)}`,
  services: (site: string) => `/kiosk/${part(site)}/services`,
  checklist: (site: string) => `/kiosk/${part(site)}/checklist`,
  priority: (site: string) => `/kiosk/${part(site)}/priority`,
  state: (site: string) => `/kiosk/${part(site)}/state`,
  pairing: (site: string) => `/kiosk/${part(site)}/pairing`,
  checkIn: (site: string) => `/kiosk/${part(site)}/check-in`,
  tickets: (site: string) => `/kiosk/${part(site)}/tickets`,
  slip: (site: string, ticket: string) => `/kiosk/${part(site)}/tickets/${part(ticket)}`,
};

const reception = {
  choose: () => '/reception',
  desk: (site: string) => `/reception/${part(site)}`,
  slip: (site: string, ticket: string) => `/reception/${part(site)}/slips/${part(ticket)}`,
};

const counter = {
  choose: () => '/counter',
  console: (code: string) => `/counter/${part(code)}`,
  command: (code: string, verb: string) => `/counter/${part(code)}/${part(verb)}`,
};

const staff = {
  signIn: () => '/staff/sign-in',
  signOut: () => '/staff/sign-out',
  secondFactor: () => '/staff/second-factor',
  password: () => '/staff/password',
  account: () => '/staff/account',
  enrolment: () => '/staff/account/second-factor',
  recoveryCodes: () => '/staff/account/recovery-codes',
  removeFactor: () => '/staff/account/second-factor/removal',
  passkeyToSignIn: () => '/staff/sign-in/passkey',
  passkeyForFactor: () => '/staff/second-factor/passkey',
  newPasskey: () => '/staff/account/passkeys/new',
  passkeys: () => '/staff/account/passkeys',
  passkey: (id: string) => `/staff/account/passkeys/${part(id)}`,
  removePasskey: (id: string) => `/staff/account/passkeys/${part(id)}/removal`,
  endSession: (id: string) => `/staff/account/sessions/${part(id)}/end`,
  endOtherSessions: () => '/staff/account/sessions/end-others',
  devices: () => '/staff/devices',
  helpCalls: () => '/staff/help-calls',
  device: (id: string) => `/staff/devices/${part(id)}`,
  revokeDevice: (id: string) => `/staff/devices/${part(id)}/revoke`,
};

const admin = {
  home: () => '/admin',
  section: (name: string) => `/admin/${part(name)}`,
  item: (name: string, id: string) => `/admin/${part(name)}/${part(id)}`,
  act: (name: string, id: string, verb: string) => `/admin/${part(name)}/${part(id)}/${part(verb)}`,
  /** a day of a hall, looked at again */
  replay: (site: string, date: string) => `/admin/day/${part(site)}/${part(date)}/replay`,
  replayFrames: (site: string, date: string) => `/admin/day/${part(site)}/${part(date)}/replay/frames`,
  outbox: () => '/admin/outbox',
  messagePreview: (template: string, locale: string) =>
    `/admin/messages/${part(template)}/preview/${part(locale)}`,
  /** the words of a mail of one office */
  siteText: (site: string, template: string) => `/admin/sites/${part(site)}/texts/${part(template)}`,
  siteTextPreview: (site: string, template: string, locale: string) =>
    `/admin/sites/${part(site)}/texts/${part(template)}/preview/${part(locale)}`,
  staff: () => '/admin/staff',
  audit: () => '/admin/audit',
  /** a long file that is being made, and the file itself */
  prepared: (file: string) => `/admin/prepared/${part(file)}`,
  preparedFile: (file: string) => `/admin/prepared/${part(file)}/file`,
  wallPictureRemoval: (site: string) => `/admin/sites/${part(site)}/pictures/removal`,
  studio: (site: string) => `/admin/sites/${part(site)}/recordings/studio`,
  recordingRemoval: (site: string) => `/admin/sites/${part(site)}/recordings/removal`,
  outboxFile: (id: string, position: string) => `/admin/outbox/${part(id)}/files/${part(position)}`,
  staffSession: (id: string, session: string) => `/admin/staff/${part(id)}/sessions/${part(session)}/end`,
  question: (service: string, question: string) =>
    `/admin/services/${part(service)}/questions/${part(question)}`,
  agencyDocument: (reference: string, item: string) =>
    `/admin/agency/${part(reference)}/documents/${part(item)}`,
  channel: (site: string, kind: string) => `/admin/sites/${part(site)}/channels/${part(kind)}`,
  channelTest: (site: string, kind: string) => `/admin/sites/${part(site)}/channels/${part(kind)}/test`,
  channelRemoval: (site: string, kind: string) => `/admin/sites/${part(site)}/channels/${part(kind)}/removal`,
  unmask: (booking: string) => `/admin/privacy/bookings/${part(booking)}/unmask`,
};

/** reminders before certificates expire */
const certificate = {
  leave: () => '/certificates/new',
  show: (id: string, token?: string, done?: string) =>
    withQuery(`/certificates/${part(id)}`, { token, done }),
  stop: (id: string, token?: string) => withQuery(`/certificates/${part(id)}/stop`, { token }),
};

/** reports by mail, for whoever gets one */
const report = {
  stop: (id: string, token?: string) => withQuery(`/reports/${part(id)}/stop`, { token }),
};

const api = {
  root: () => '/api/v1',
  openapi: () => '/api/v1/openapi.json',
  docs: () => '/api/v1/docs',
  types: () => '/api/v1/hall-api.d.mts',
  sites: () => '/api/v1/sites',
  board: (site: string) => `/api/v1/sites/${part(site)}/board`,
  slots: (site: string) => `/api/v1/sites/${part(site)}/slots`,
  ticket: (token: string) => `/api/v1/tickets/${part(token)}`,
};

export const paths = {
  home: () => '/',
  services: () => '/services',
  service: (code: string) => `/services/${part(code)}`,
  sites: () => '/sites',
  site: (code: string) => `/sites/${part(code)}`,
  siteBoard: (code: string) => `/sites/${part(code)}/board`,
  online: () => '/online',
  privacy: () => '/privacy',
  accessibility: () => '/accessibility',
  securityText: () => '/.well-known/security.txt',
  certificate,
  report,
  book,
  booking,
  ticket,
  waitlist,
  visits,
  number,
  kiosk,
  display: (site: string) => `/display/${part(site)}`,
  /** what hangs over one counter */
  counterScreen: (site: string, counter: string) => `/display/${part(site)}/counters/${part(counter)}`,
  displayPairing: (site: string) => `/display/${part(site)}/pairing`,
  recording: (site: string, file: string) => `/display/${part(site)}/recordings/${part(file)}`,
  wallPicture: (site: string, file: string) => `/display/${part(site)}/pictures/${part(file)}`,
  displayWorker: () => '/display/worker.js',
  counter,
  /** the way to the floor of one's hall */
  floors: () => '/floor',
  floor: (site: string) => `/floor/${part(site)}`,
  reception,
  staff,
  admin,
  api,
  assets: () => '/assets',
  health: () => '/healthz',
  ready: () => '/readyz',
  metrics: () => '/metrics',
} as const;

export type Paths = typeof paths;
