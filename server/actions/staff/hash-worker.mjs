// A thread of its own for the hashes of passwords: those of the pool are for the database and for files, and whatever serves comes first.
import os from 'node:os';
import { parentPort } from 'node:worker_threads';
import { hashSync, verifySync } from '@node-rs/argon2';

try {
  // Linux counts by threads: this one alone steps back. Elsewhere it would be the whole process.
  if (process.platform === 'linux') os.setPriority(0, os.constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // where that is not allowed, hashes compete with everybody else
}

parentPort.on('message', ({ id, password, known, parameters }) => {
  try {
    const answer = known === null ? hashSync(password, parameters) : verifySync(known, password);
    parentPort.postMessage({ id, answer });
  } catch (error) {
    parentPort.postMessage({ id, failed: String(error) });
  }
});
