import type { Express } from 'express';

/** A layer of Express's router, as far as we look into it. */
interface Layer {
  readonly rawPath?: unknown;
  readonly route?: { readonly path: unknown; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** "GET /admin/audit/:id" for every route that the application has; "ALL …" for those that answer any method. */
export function registeredRoutes(app: Express): readonly string[] {
  const { stack } = (app as unknown as { router: { stack: readonly Layer[] } }).router;
  return [...new Set(routesIn(stack, ''))].sort();
}

function routesIn(stack: readonly Layer[], mount: string): string[] {
  return stack.flatMap((layer) => {
    const { route, handle } = layer;
    if (route !== undefined)
      return Object.keys(route.methods).flatMap((method) =>
        pathsOf(route.path).map(
          (path) => `${method === '_all' ? 'ALL' : method.toUpperCase()} ${join(mount, path)}`,
        ),
      );
    const inner = handle.stack;
    return inner === undefined
      ? []
      : pathsOf(layer.rawPath).flatMap((path) => routesIn(inner, join(mount, path)));
  });
}

/** A path that is not a plain string could hide anything, so it is refused. */
function pathsOf(path: unknown): string[] {
  const all = Array.isArray(path) ? (path as unknown[]) : [path];
  return all.map((one) => {
    if (typeof one !== 'string') throw new Error(`a route that is not a plain path: ${String(one)}`);
    return one;
  });
}

function join(mount: string, path: string): string {
  const whole = `${mount}/${path}`.replace(/\/{2,}/g, '/');
  return whole.length > 1 ? whole.replace(/\/$/, '') : whole;
}
