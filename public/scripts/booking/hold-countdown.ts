import { minute, second } from '../../../server/domain/calendar/durations.ts';

/** Counts down how long the time is still kept; says so aloud at one minute and at the end only. */
export function countDownHold(): void {
  const hold = document.getElementById('hold');
  const said = document.getElementById('hold-said');
  if (hold === null) return;
  const { left = '0', text = '', over = '' } = hold.dataset;
  // a telephone that sleeps stops the other clock
  const end = Date.now() + Number(left);
  let warned = false;
  const tick = (): void => {
    const rest = end - Date.now();
    if (rest <= 0) {
      clearInterval(timer);
      hold.classList.add('hold--over');
      hold.textContent = over;
      if (said !== null) said.textContent = over;
      return;
    }
    const whole = Math.ceil(rest / second);
    const { minutes, seconds } = { minutes: Math.floor(whole / 60), seconds: whole % 60 };
    hold.textContent = text.replace('{minutes}', String(minutes)).replace('{seconds}', String(seconds));
    if (rest <= minute && !warned) {
      warned = true;
      hold.classList.add('hold--soon');
      if (said !== null) said.textContent = hold.textContent;
    }
  };
  const timer = setInterval(tick, second);
  tick();
}
