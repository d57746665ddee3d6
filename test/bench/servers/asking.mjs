// A browser in a thread of its own: what it computes is none of what the loop that serves computes.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', async ({ id, url, init }) => {
  try {
    const { body } = init;
    // memory that both threads see, so that to hand it over costs whoever serves nothing; it cannot be sent as it is
    const own = body instanceof Uint8Array ? { body: Uint8Array.from(body) } : {};
    const answer = await fetch(url, { redirect: 'manual', ...init, ...own });
    const text = await answer.text();
    const cookies = answer.headers.getSetCookie();
    parentPort.postMessage({ id, said: { status: answer.status, text, cookies } });
  } catch (error) {
    parentPort.postMessage({ id, said: { status: 0, text: String(error), cookies: [] } });
  }
});
