import express, { type RequestHandler } from 'express';
import { refuse } from '../../domain/outcome.ts';
import { refuseDeepJson } from './json-depth.ts';
import { sendProblem } from './problem.ts';

const bodyLimit = '64kb';

const json = express.json({
  type: ['application/json'],
  limit: bodyLimit,
  verify: (_request, _response, text) => refuseDeepJson(text),
});

/** Reads a JSON body. A body of another type is 415; none at all is left to the schema. */
export const parseJson: RequestHandler = (request, response, next) => {
  // null: there is no body; false: it is of another type
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (hasBody && !request.is('application/json')) {
    // what is left unread would be taken for the next request
    response.set('Connection', 'close');
    sendProblem(response, refuse('unsupported_media_type'));
    return;
  }
  json(request, response, next);
};
