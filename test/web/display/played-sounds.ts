/** For a page in a test: writes down, in `played`, the address of each sound that begins to play, whatever has decoded it. */
export const playedSounds = `
  const played = [];
  window.played = played;
  const addresses = new WeakMap();
  const { arrayBuffer } = Response.prototype;
  Response.prototype.arrayBuffer = async function () {
    const bytes = await arrayBuffer.call(this);
    addresses.set(bytes, new URL(this.url).pathname);
    return bytes;
  };
  const { decodeAudioData } = BaseAudioContext.prototype;
  BaseAudioContext.prototype.decodeAudioData = async function (bytes) {
    const address = addresses.get(bytes);
    const buffer = await decodeAudioData.call(this, bytes);
    addresses.set(buffer, address);
    return buffer;
  };
  const { start } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (...when) {
    played.push(this.context.state === 'running' ? addresses.get(this.buffer) : 'unheard');
    start.apply(this, when);
  };
`;
