import { checkCreditCode } from './booking/credit-code-check.ts';
import { doWork } from './booking/do-work.ts';
import { countDownHold } from './booking/hold-countdown.ts';
import { keepTyped } from './booking/keep-typed.ts';

countDownHold();
keepTyped();
checkCreditCode();
doWork();
