/**
 * A machine's own voice for a test: says each sentence in 30 ms and writes down, in `said`, what it was told and when it was interrupted.
 * `names`: of its Chinese and its English voice; `fails`: it refuses to speak.
 */
export function voiceOf({
  names,
  fails,
}: {
  readonly names: readonly string[];
  readonly fails: boolean;
}): string {
  return `
  const said = [];
  let speaking = false;
  window.said = said;
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  Object.defineProperty(window, 'speechSynthesis', {
    value: {
      getVoices: () => ['zh-CN', 'en-US'].map((lang, at) => ({ lang, name: ${JSON.stringify(names)}[at], localService: true })),
      speak(one) {
        said.push(speaking ? 'over another: ' + one.text : one.text);
        if (${String(fails)}) {
          setTimeout(() => one.onerror?.(), 0);
          return;
        }
        speaking = true;
        setTimeout(() => {
          speaking = false;
          one.onend?.();
        }, 30);
      },
    },
  });
`;
}

/** One that nobody would choose, and any before there is silence. */
export const spokenVoice = voiceOf({ names: ['espeak Mandarin', 'espeak English'], fails: false });
