import { confirmAtOnce } from './booking/confirm-at-once.ts';
import { checkCreditCode } from './booking/credit-code-check.ts';
import { doWork } from './booking/do-work.ts';
import { countDownHold } from './booking/hold-countdown.ts';
import { keepTyped } from './booking/keep-typed.ts';
import { readLicence } from './booking/read-licence.ts';
import { rememberEnterprise } from './booking/remember-enterprise.ts';

confirmAtOnce();
countDownHold();
keepTyped();
rememberEnterprise();
readLicence();
checkCreditCode();
doWork();
