import type { AnyCall } from '../api/api-call.ts';
import { paths } from '../paths.ts';

/** What each call of the examples is sent; "$NAME" is a variable of the shell. */
interface Sent {
  /** after the path */
  readonly query?: string;
  readonly body?: object;
}

const enterprise = { name: '北京示例贸易有限公司', creditCode: '91110108551385082Q' };
const contact = { name: '王芳', mobile: '13800138000', email: 'wang@enterprise.example' };

const sent: Readonly<Record<string, Sent>> = {
  listSlots: { query: '?service=RENEW&service=ADD_OPERATOR' },
  askWork: { query: '?date=2026-11-25' },
  askContactCode: { body: { mobile: contact.mobile, email: contact.email } },
  createBooking: {
    body: {
      site: '$SITE',
      services: [{ code: 'RENEW' }],
      start: '$START',
      enterprise,
      contact,
      locale: 'zh-CN',
      consent: true,
    },
  },
  moveBooking: { body: { start: '$START' } },
  acceptTime: { body: { start: '$START' } },
  changeBooking: { body: { services: [{ code: 'RENEW', quantity: 2 }] } },
  chooseHandling: { body: { mode: 'self_service' } },
  correctMissedVisit: { body: { state: 'came', reason: '到场但未签到' } },
  joinWaitlist: {
    body: {
      services: [{ code: 'RENEW' }],
      from: '$FROM',
      to: '$TO',
      enterprise,
      contact,
      consent: true,
    },
  },
  takeTicket: { body: { services: ['RENEW'] } },
  checkIn: { body: { reference: '$REFERENCE' } },
  correctTicket: { body: { priority: true, reason: '老人' } },
  voidTicket: { body: { reason: '重复取号' } },
  deferTicket: { body: { places: 2 } },
  joinTicket: { body: { reference: '$REFERENCE', proof: '8000' } },
  correctOutcome: { body: { state: 'done', outcome: 'completed', reason: '漏按结束' } },
  listCounters: { query: '?site=$SITE' },
  finishAndCallNext: { body: { outcome: 'completed' } },
  pauseCounter: { body: { reason: '换班' } },
  finishCounter: { body: { outcome: 'completed' } },
  transferCounter: { body: { queue: 'A' } },
  listEvents: { query: '?day=$DAY&after=0' },
};

/** The variables that stand for parameters of paths. */
const inPath: Readonly<Record<string, string>> = {
  site: 'SITE',
  reference: 'REFERENCE',
  counter: 'COUNTER',
  id: 'TICKET',
};

const tokens: Readonly<Record<string, string>> = {
  '/waitlist/{token}': 'WAIT_TOKEN',
  '/tickets/{token}': 'TICKET_TOKEN',
};

function variablesIn(call: AnyCall): string {
  const whose = Object.entries(tokens).find(([path]) => call.path.startsWith(path))?.[1] ?? 'TOKEN';
  return call.path.replace(/\{(\w+)\}/g, (_whole, name: string) => `$${inPath[name] ?? whose}`);
}

/** A command that makes the call as it stands, once the variables are set. */
export function curlOf(call: AnyCall): string {
  const { query = '', body } = sent[call.id] ?? {};
  const byToken = call.access === 'holder' && !call.path.includes('{token}');
  const secret = byToken ? 'TOKEN' : call.access === 'device' || call.access === 'staff' ? 'KEY' : null;
  const lines = [
    `curl${call.method === 'post' ? ' -X POST' : ''} "$HALL${variablesIn(call)}${query}"`,
    ...(secret === null ? [] : [`-H "Authorization: Bearer $${secret}"`]),
    ...(call.idempotent === true ? ['-H "Idempotency-Key: $(date +%s)-$$"'] : []),
    ...(call.method === 'post'
      ? ['-H "Content-Type: application/json"', `-d "${quoted(JSON.stringify(body ?? {}))}"`]
      : []),
  ];
  return lines.join(' \\\n  ');
}

/** Between double quotes, where the shell still puts variables in. */
function quoted(json: string): string {
  return json.replace(/["`\\]/g, (sign) => `\\${sign}`);
}

/** What has to be set once; all of it can be seen on pages or in answers. */
export function variables(baseUrl: string): string {
  return [
    `HALL="${baseUrl}${paths.api.root()}"`,
    'SITE="BJ-TSY"',
    'COUNTER="BJ-TSY-1"',
    'KEY="…"',
    'REFERENCE="…"; TOKEN="…"; START="…"',
    'TICKET="…"; TICKET_TOKEN="…"; WAIT_TOKEN="…"',
    'DAY="$(date +%F)"; FROM="$(date -d tomorrow +%F)"; TO="$(date -d "14 days" +%F)"',
  ].join('\n');
}
