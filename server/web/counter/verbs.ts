import { z } from 'zod';
import type { HallRequest } from '../../actions/queue/hall-order.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { outcomes } from '../../domain/queue/hall/ticket.ts';
import type { Permission } from '../../domain/staff/permissions.ts';

/** What may be done at a counter: the last part of the address that a form is sent to. */
interface Verb {
  /** besides working at counters */
  readonly needs?: Permission;
  /** the request, made of what the form says */
  read(counter: string, staff: string, form: unknown): Outcome<HallRequest>;
}

const reason = z.string().trim().max(200);
const ticket = z.string().min(1).max(64);
const code = z.string().min(1).max(60);
/** `only=started`: whoever was only called is asked about first (not_started) */
const only = z.literal('started').optional();
const finishing = z.object({ outcome: z.enum(outcomes).default('completed'), only });

export const verbs: Readonly<Record<string, Verb>> = {
  // `leave`: the counter where the clerk is, and agrees to leave
  open: withForm(z.object({ leave: code.optional() }), (counter, form, staff) => ({
    type: 'open_counter',
    counter,
    staff,
    ...form,
  })),
  // `from`: whom the clerk saw there
  take: withForm(
    z.object({ from: z.string().min(1).max(64), leave: code.optional() }),
    (counter, form, staff) => ({
      type: 'take_over',
      counter,
      staff,
      ...form,
    }),
  ),
  close: { read: (counter) => accept({ type: 'close_counter', counter }) },
  pause: withForm(z.object({ reason: reason.min(1) }), (counter, form) => ({
    type: 'pause_counter',
    counter,
    ...form,
  })),
  resume: { read: (counter) => accept({ type: 'resume_counter', counter }) },
  next: { read: (counter) => accept({ type: 'call_next', counter }) },
  call: withForm(z.object({ ticket, reason: reason.min(1) }), (counter, form) => ({
    type: 'call_ticket',
    counter,
    ...form,
  })),
  recall: { read: (counter) => accept({ type: 'recall', counter }) },
  start: { read: (counter) => accept({ type: 'start', counter }) },
  finish: withForm(finishing, (counter, { outcome, only: started }) => ({
    type: 'finish',
    counter,
    outcome,
    onlyStarted: started !== undefined,
  })),
  'finish-next': withForm(finishing, (counter, { outcome, only: started }) => ({
    type: 'next',
    counter,
    outcome,
    onlyStarted: started !== undefined,
  })),
  'missed-next': { read: (counter) => accept({ type: 'next', counter, outcome: 'did_not_come' }) },
  missed: { read: (counter) => accept({ type: 'missed', counter }) },
  park: { read: (counter) => accept({ type: 'park', counter }) },
  transfer: withForm(z.object({ to: z.string().regex(/^(queue|counter)\/.{1,80}$/) }), (counter, { to }) => {
    const at = to.indexOf('/');
    const [kind, name] = [to.slice(0, at), to.slice(at + 1)];
    return {
      type: 'transfer',
      counter,
      toQueue: kind === 'queue' ? name : null,
      toCounter: kind === 'counter' ? name : null,
    };
  }),
  return: withForm(z.object({ ticket }), (counter, form) => ({
    type: 'return',
    by: counter,
    ...form,
  })),
  'resume-ticket': withForm(z.object({ ticket }), (counter, form) => ({
    type: 'resume_ticket',
    by: counter,
    ...form,
  })),
  undo: { read: (counter) => accept({ type: 'undo', counter }) },
  help: { read: (counter) => accept({ type: 'ask_help', counter }) },
  'end-help': { read: (counter) => accept({ type: 'end_help', counter }) },
  'last-call': {
    needs: 'hall.manage',
    ...withForm(z.object({ lifted: z.enum(['yes', 'no']) }), (_counter, { lifted }) => ({
      type: 'lift_last_call',
      lifted: lifted === 'yes',
    })),
  },
  'pause-hall': {
    needs: 'hall.manage',
    ...withForm(z.object({ reason: reason.min(1) }), (_counter, form) => ({ type: 'pause_hall', ...form })),
  },
  'resume-hall': { needs: 'hall.manage', read: () => accept({ type: 'resume_hall' }) },
};

/** A verb whose form has fields. A reason that is missing is told as such. */
function withForm<Form>(
  schema: z.ZodType<Form>,
  make: (counter: string, form: Form, staff: string) => HallRequest,
): Verb {
  return {
    read(counter, staff, given) {
      const form = schema.safeParse(given);
      if (form.success) return accept(make(counter, form.data, staff));
      const field = String(form.error.issues[0]?.path[0] ?? '');
      return field === 'reason' ? refuse('reason_required') : refuse('invalid_input', { field });
    },
  };
}
