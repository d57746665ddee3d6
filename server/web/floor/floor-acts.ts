import { z } from 'zod';
import { serveQueue } from '../../actions/catalogue/serve-queue.ts';
import { idempotencyKey } from '../../actions/idempotency.ts';
import type { HallRequest } from '../../actions/queue/hall-order.ts';
import { tellOfAlarm } from '../../actions/queue/tell-alarms.ts';
import type { System } from '../../actions/system.ts';
import { type Outcome, refuse } from '../../domain/outcome.ts';
import { type Alarm, alarmSubject } from '../../domain/queue/floor/alarms.ts';
import type { Hall } from '../../domain/queue/hall/hall.ts';
import type { HallPlace } from '../hall-place.ts';

/** What can be done from the floor; the form of each names the counter, the ticket or the queue. */
export const floorActs = [
  'open',
  'resume',
  'close',
  'finish',
  'recall',
  'missed',
  'end-help',
  'resume-ticket',
  'return',
  'serve',
  'message',
] as const;
export type FloorAct = (typeof floorActs)[number];

const name = z.string().max(200).default('');
const actForm = z.object({
  act: z.enum(floorActs),
  counter: name,
  ticket: name,
  queue: name,
  alarm: name,
  form: z.string().regex(/^[\w-]{8,64}$/),
});
type ActForm = z.infer<typeof actForm>;

/** Does what a button of the floor says. Refuses as the engine does; with stale_form when somebody else is at the counter by now. */
export async function carryOutAct(
  system: System,
  { its: { site, hall }, staff }: HallPlace,
  given: unknown,
  alarmsNow: () => Promise<readonly Alarm[]>,
): Promise<Outcome<unknown>> {
  const read = actForm.safeParse(given);
  if (!read.success) return refuse('stale_form');
  const form = read.data;
  if (form.act === 'serve') return serveQueue(system, site.code, form, staff);
  if (form.act === 'message') {
    const alarm = (await alarmsNow()).find((one) => alarmSubject(one) === form.alarm);
    // solved by now
    if (alarm === undefined) return refuse('stale_form');
    return tellOfAlarm(system, { site, day: hall.day }, alarm, staff);
  }
  const request = requestOf(form, hall);
  if (request === null) return refuse('stale_form');
  return system.halls.submit(site.code, request, {
    actor: staff,
    idempotency: idempotencyKey(`floor:${site.code}`, form.form, request),
  });
}

/** Null: whom it was about is not there any more. */
function requestOf({ act, counter, ticket }: ActForm, hall: Hall): HallRequest | null {
  const isThere = hall.counters.get(counter)?.ticket === ticket;
  switch (act) {
    case 'open':
      // whoever sits down there takes it over
      return { type: 'open_counter', counter, staff: null };
    case 'resume':
      return { type: 'resume_counter', counter };
    case 'close':
      return { type: 'close_counter', counter };
    case 'end-help':
      return { type: 'end_help', counter };
    case 'resume-ticket':
      return { type: 'resume_ticket', ticket };
    case 'return':
      return { type: 'return', ticket };
    case 'finish':
      return isThere ? { type: 'finish', counter, outcome: 'completed' } : null;
    case 'recall':
    case 'missed':
      return isThere ? { type: act, counter } : null;
    default:
      return null;
  }
}
