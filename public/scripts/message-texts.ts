/** Shows the mail with what is being typed. Without this the mail is shown as it was when the page was opened. */
const pause = 400;

for (const frame of document.querySelectorAll<HTMLIFrameElement>('iframe[data-address]')) {
  const { address = '', subject = '', opening = '' } = frame.dataset;
  const fields = [subject, opening].map((id) => document.getElementById(id));
  let timer = 0;
  const show = (): void => {
    const [line, text] = fields.map((field) =>
      field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : '',
    );
    const query = new URLSearchParams({ subject: line ?? '', opening: text ?? '' });
    // replaced, so that "back" leaves the page
    frame.contentWindow?.location.replace(`${address}?${query}`);
  };
  for (const field of fields) {
    field?.addEventListener('input', () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(show, pause);
    });
  }
}
