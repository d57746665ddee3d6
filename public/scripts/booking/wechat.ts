/** WeChat's own browser opens no file of a calendar: it says so, and opens the link that another browser can be given. */
export function helpInWeChat(): void {
  if (!/MicroMessenger/i.test(navigator.userAgent)) return;
  document.getElementById('wechat')?.removeAttribute('hidden');
  document.querySelector('[data-calendar]')?.setAttribute('hidden', '');
  document.querySelector('details.own-link')?.setAttribute('open', '');
}
