// A thread of its own for the estimate of a password: its word lists take a second to read, and one answer up to half a second.
import { parentPort, workerData } from 'node:worker_threads';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';

// the encyclopaedia's words are half of all and find next to nothing that the others do not
const { 'wikipedia-en': _left, ...rest } = english;
const estimator = new ZxcvbnFactory({
  dictionary: { ...common, ...rest, office: workerData.words },
  graphs: adjacencyGraphs,
  maxLength: 64,
  l33tMaxSubstitutions: 20,
});

parentPort.on('message', ({ id, password, inputs }) => {
  const { guessesLog10, sequence } = estimator.check(password, inputs);
  const walks = sequence.some(({ pattern }) => pattern === 'spatial');
  parentPort.postMessage({ id, guesses: guessesLog10, walks });
});
