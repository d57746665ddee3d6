// A thread of its own for the hashes of passwords: those of the pool are for the database and for files, and whatever serves comes first.
import { spawnSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import os from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { hashRawSync, hashSync, verifySync } from '@node-rs/argon2';

const { PRIORITY_BELOW_NORMAL, PRIORITY_LOW } = os.constants.priority;
try {
  // Linux counts by threads: this one alone steps back from where the process stands. Elsewhere it would be the whole process.
  if (process.platform === 'linux') {
    os.setPriority(0, Math.min(PRIORITY_LOW, os.getPriority(0) + PRIORITY_BELOW_NORMAL));
    if (workerData.idle) onlyWhenIdle();
  }
} catch {
  // where that is not allowed, hashes compete with everybody else
}

/** Whoever wakes gets the core at once, not when a slice of some milliseconds is over (sched(7), SCHED_IDLE). Node has no call for it, util-linux and busybox have. */
function onlyWhenIdle() {
  const thread = readlinkSync('/proc/thread-self').split('/').at(-1);
  spawnSync('chrt', ['-i', '-p', '0', thread], { stdio: 'ignore', timeout: 5000 });
}

parentPort.on('message', ({ id, password, known, parameters }) => {
  try {
    parentPort.postMessage({ id, answer: answerTo(password, known, parameters) });
  } catch (error) {
    parentPort.postMessage({ id, failed: String(error) });
  }
});

function answerTo(password, known, parameters) {
  if (known !== null) return verifySync(known, password);
  // a known salt: what is hashed will be looked for by its hash
  return parameters.salt === undefined
    ? hashSync(password, parameters)
    : Buffer.from(hashRawSync(password, parameters)).toString('hex');
}
