/** A machine's own voice for a test: says each sentence in 30 ms and writes down, in `said`, what it was told and when it was interrupted. */
export const spokenVoice = `
  const said = [];
  let speaking = false;
  window.said = said;
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  Object.defineProperty(window, 'speechSynthesis', {
    value: {
      getVoices: () => ['zh-CN', 'en-US'].map((lang) => ({ lang, localService: true })),
      speak(one) {
        said.push(speaking ? 'over another: ' + one.text : one.text);
        speaking = true;
        setTimeout(() => {
          speaking = false;
          one.onend?.();
        }, 30);
      },
    },
  });
`;
