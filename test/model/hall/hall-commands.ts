import fc from 'fast-check';
import type { HallPlay } from '../../support/hall-play.ts';
import { AskHelp } from './ask-help.ts';
import { CallNext } from './call-next.ts';
import { CallTicket } from './call-ticket.ts';
import { ChangeTicket } from './change-ticket.ts';
import { CheckIn } from './check-in.ts';
import { CloseCounter } from './close-counter.ts';
import { CloseDay } from './close-day.ts';
import { Correct } from './correct.ts';
import { Defer } from './defer.ts';
import { EndHelp } from './end-help.ts';
import { Finish } from './finish.ts';
import type { HallModel, Label } from './hall-model.ts';
import { IssueTicket } from './issue-ticket.ts';
import { JoinBooking } from './join-booking.ts';
import { Leave } from './leave.ts';
import { LetTimePass } from './let-time-pass.ts';
import { LiftLastCall } from './lift-last-call.ts';
import { Miss } from './miss.ts';
import { OpenCounter } from './open-counter.ts';
import { Park } from './park.ts';
import { PauseCounter } from './pause-counter.ts';
import { PauseHall } from './pause-hall.ts';
import { Recall } from './recall.ts';
import { ReopenDay } from './reopen-day.ts';
import { ResumeCounter } from './resume-counter.ts';
import { ResumeHall } from './resume-hall.ts';
import { ResumeTicket } from './resume-ticket.ts';
import { ReturnTicket } from './return-ticket.ts';
import { Start } from './start.ts';
import { TakeOver } from './take-over.ts';
import { Transfer } from './transfer.ts';
import { Undo } from './undo.ts';
import { VoidTicket } from './void-ticket.ts';

type HallStepArbitrary = fc.Arbitrary<fc.Command<HallModel, HallPlay>>;

const label = fc.constantFrom<Label>(1, 1, 1, 2, 3);
const index = fc.nat({ max: 12 });
const rarely = fc.integer({ min: 0, max: 9 }).map((each) => each === 0);

const issue: HallStepArbitrary = fc
  .tuple(rarely, rarely, fc.integer({ min: 0, max: 500 }))
  .map(([inB, priority, wait]) => new IssueTicket(inB, priority, wait > 450 ? wait : wait % 60));
const callNext: HallStepArbitrary = label.map((each) => new CallNext(each));
const recall: HallStepArbitrary = label.map((each) => new Recall(each));

/** Every command of the hall; the common ones several times, so that long days get somewhere. */
export const hallCommands: readonly HallStepArbitrary[] = [
  issue,
  issue,
  issue,
  fc.integer({ min: -40, max: 70 }).map((early) => new CheckIn(early)),
  label.map((each) => new OpenCounter(each)),
  label.map((each) => new OpenCounter(each)),
  label.map((each) => new CloseCounter(each)),
  label.map((each) => new PauseCounter(each)),
  label.map((each) => new ResumeCounter(each)),
  label.map((each) => new AskHelp(each)),
  label.map((each) => new EndHelp(each)),
  fc.tuple(label, fc.constantFrom('s1', 's2')).map(([each, who]) => new TakeOver(each, who)),
  callNext,
  callNext,
  callNext,
  fc
    .tuple(label, index, fc.constantFrom('', '老人'))
    .map(([each, which, reason]) => new CallTicket(each, which, reason)),
  recall,
  recall,
  label.map((each) => new Start(each)),
  label.map((each) => new Finish(each)),
  label.map((each) => new Miss(each)),
  label.map((each) => new Miss(each)),
  label.map((each) => new Miss(each)),
  label.map((each) => new Park(each)),
  fc.tuple(label, fc.boolean(), fc.option(label)).map(([each, toB, to]) => new Transfer(each, toB, to)),
  fc.tuple(index, fc.option(label)).map(([which, each]) => new ResumeTicket(which, each)),
  fc.tuple(index, fc.option(label)).map(([which, each]) => new ReturnTicket(which, each)),
  fc.tuple(index, fc.option(label)).map(([which, each]) => new ReturnTicket(which, each)),
  fc.tuple(index, fc.option(label)).map(([which, each]) => new ReturnTicket(which, each)),
  fc.tuple(index, fc.option(label)).map(([which, each]) => new ReturnTicket(which, each)),
  fc.tuple(index, fc.option(label)).map(([which, each]) => new ReturnTicket(which, each)),
  fc.tuple(index, fc.option(label)).map(([which, each]) => new ReturnTicket(which, each)),
  label.map((each) => new Undo(each)),
  fc.tuple(index, fc.boolean()).map(([which, lane]) => new ChangeTicket(which, lane)),
  index.map((each) => new VoidTicket(each)),
  fc.tuple(index, fc.integer({ min: -40, max: 70 })).map(([which, early]) => new JoinBooking(which, early)),
  fc.tuple(index, fc.integer({ min: 1, max: 4 })).map(([which, places]) => new Defer(which, places)),
  fc.tuple(index, fc.constantFrom('done', 'void', 'waiting')).map(([which, to]) => new Correct(which, to)),
  index.map((each) => new Leave(each)),
  fc.constantFrom(0, 1, 2, 5, 10, 20, 40).map((minutes) => new LetTimePass(minutes)),
  rarely.map((paused) => (paused ? new PauseHall() : new ResumeHall())),
  fc.boolean().map((lifted) => new LiftLastCall(lifted)),
  fc.nat({ max: 90 }).map((each) => {
    if (each === 0) return new CloseDay();
    return each % 4 === 0 ? new ReopenDay() : new LetTimePass(1);
  }),
];
