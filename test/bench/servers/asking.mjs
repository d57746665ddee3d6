// A browser in a thread of its own: what it computes is none of what the loop that serves computes.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', async ({ id, url, init }) => {
  try {
    const answer = await fetch(url, { redirect: 'manual', ...init });
    const text = await answer.text();
    const cookies = answer.headers.getSetCookie();
    parentPort.postMessage({ id, said: { status: answer.status, text, cookies } });
  } catch (error) {
    parentPort.postMessage({ id, said: { status: 0, text: String(error), cookies: [] } });
  }
});
