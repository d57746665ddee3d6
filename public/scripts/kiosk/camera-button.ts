type Scan = (video: HTMLVideoElement, found: (text: string) => void) => Promise<() => void>;

/** Offers to scan with a camera, where there is one; `found` gets what was read. What reads the codes is loaded when it is wanted. */
export async function offerCamera(button: HTMLButtonElement, found: (text: string) => void): Promise<void> {
  const source = button.dataset['camera'];
  const box = document.querySelector<HTMLElement>('[data-camera-box]');
  const video = box?.querySelector('video');
  if (source === undefined || box === null || !video || !(await hasCamera())) return;
  button.hidden = false;
  const start = button.textContent;
  let stop: (() => void) | null = null;
  const end = (): void => {
    stop?.();
    stop = null;
    box.hidden = true;
    button.textContent = start;
  };
  button.addEventListener('click', () => {
    if (stop !== null) return end();
    button.textContent = button.dataset['stop'] ?? start;
    box.hidden = false;
    open(source, video, (text) => {
      end();
      found(text);
    }).then(
      (stopIt) => {
        stop = stopIt;
      },
      () => {
        end();
        const failed = document.querySelector<HTMLElement>('[data-camera-failed]');
        if (failed !== null) failed.hidden = false;
      },
    );
  });
}

async function open(
  source: string,
  video: HTMLVideoElement,
  found: (text: string) => void,
): Promise<() => void> {
  const { scanCodes } = (await import(source)) as { scanCodes: Scan };
  return scanCodes(video, found);
}

async function hasCamera(): Promise<boolean> {
  if (navigator.mediaDevices?.enumerateDevices === undefined) return false;
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some(({ kind }) => kind === 'videoinput');
}
