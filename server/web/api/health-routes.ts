import { type Request, Router } from 'express';
import { knownKey } from '../../actions/staff/known-key.ts';
import type { System } from '../../actions/system.ts';
import { refuse } from '../../domain/outcome.ts';
import { paths } from '../paths.ts';
import { bearerToken } from '../request/bearer-token.ts';
import { metricsOf } from './metrics.ts';
import { addOperations, type OperationsParts } from './operations-metrics.ts';
import { sendProblem } from './problem.ts';
import { apiErrors } from './problem-handlers.ts';

/** For whoever watches over the process: does it live, can it serve, what are its numbers. */
export function healthRoutes(system: System, operations: OperationsParts): Router {
  addOperations(system, metricsOf(system).registry, operations);
  const router = Router();
  router.get(paths.health(), (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get(paths.ready(), async (_request, response) => {
    const { ready, checks } = await operations.readiness();
    response
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ready ? 'ready' : 'unavailable', checks });
  });
  router.get(paths.metrics(), async (request, response) => {
    if (!(await mayRead(system, request))) {
      sendProblem(response, refuse('invalid_key'));
      return;
    }
    const { registry } = metricsOf(system);
    response
      .set({ 'Cache-Control': 'no-store', 'Content-Type': registry.contentType })
      .send(await operations.metrics());
  });
  router.use([paths.health(), paths.ready(), paths.metrics()], apiErrors(system.log));
  return router;
}

/** What proxies say of whom they ask for, those of networks of delivery among them. */
const proxyHeader =
  /^(x-forwarded(-.*)?|forwarded|via|x-original-.*|x-real-ip|(x-(cluster-)?|true-|fastly-)client-ip|cf-.*|cdn-loop)$/;

async function mayRead(system: System, request: Request): Promise<boolean> {
  // behind a proxy on this machine everybody seems to be here
  const forwarded = Object.keys(request.headers).some((name) => proxyHeader.test(name));
  if (!forwarded && /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '')) return true;
  const token = bearerToken(request);
  return token !== null && (await knownKey(system, token)) !== null;
}
