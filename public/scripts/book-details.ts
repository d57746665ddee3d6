import { checkCreditCode } from './booking/credit-code-check.ts';
import { countDownHold } from './booking/hold-countdown.ts';
import { keepTyped } from './booking/keep-typed.ts';

countDownHold();
keepTyped();
checkCreditCode();
