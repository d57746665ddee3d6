import jsQR from 'jsqr';

const every = 150;
const width = 640;

/** Shows the camera in `video` and answers how to stop it; `found` gets the first code that is read. */
export async function scanCodes(video: HTMLVideoElement, found: (text: string) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    // of a telephone the camera that looks away from its owner
    video: { width: { ideal: 1280 }, facingMode: { ideal: 'environment' } },
    audio: false,
  });
  video.srcObject = stream;
  await video.play();
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const timer = setInterval(() => {
    if (context === null || video.videoWidth === 0) return;
    canvas.width = width;
    canvas.height = Math.round((width * video.videoHeight) / video.videoWidth);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const code = jsQR.default(data, canvas.width, canvas.height);
    if (code !== null && code.data !== '') found(code.data);
  }, every);
  return () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}
