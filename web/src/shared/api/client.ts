// SPDX-License-Identifier: AGPL-3.0-or-later
// The one way to the server. Every writing request carries X-Xinan and its idempotency key or version; answers are never cached.
import { Attempt } from './attempt.ts';
import { ProblemError, toProblem } from './problem.ts';
import type { Language } from '../words.ts';

export type Query = Readonly<Record<string, string | number | undefined>>;

export interface Ask {
  path?: Readonly<Record<string, string | number>>;
  query?: Query;
  body?: unknown;
  version?: number; // If-Match
  attempt?: Attempt; // Idempotency-Key
  speak?: Language; // where a text is wanted in a language other than the page's
  signal?: AbortSignal;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

let language: Language = 'zh';
let signedOut: () => void = () => undefined;

export function setRequestLanguage(next: Language): void {
  language = next;
}

export function onSignedOut(listener: () => void): void {
  signedOut = listener;
}

export function url(template: string, path: Ask['path'] = {}, query: Query = {}): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])));
  const search = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
  return `/api/v1${filled}${search ? `?${search}` : ''}`;
}

async function answer(method: Method, template: string, ask: Ask): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': ask.speak ?? language };
  const body = ask.body === undefined ? undefined : JSON.stringify(ask.body);
  if (method !== 'GET') headers['X-Xinan'] = '1';
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (ask.version !== undefined) headers['If-Match'] = `"v${ask.version}"`;
  if (ask.attempt) headers['Idempotency-Key'] = ask.attempt.keyFor(`${method} ${template} ${JSON.stringify(ask.path ?? {})} ${body ?? ''}`);
  let response: Response;
  try {
    response = await fetch(url(template, ask.path, ask.query), {
      method, headers, body: body ?? null, signal: ask.signal ?? null, credentials: 'same-origin', cache: 'no-store', redirect: 'error',
    });
  } catch (error) {
    if (ask.signal?.aborted) throw error;
    throw new ProblemError(toProblem(0, undefined));
  }
  if (response.ok) {
    ask.attempt?.done();
    return response;
  }
  const problem = toProblem(response.status, await response.json().catch(() => undefined), response.headers);
  if (problem.kind === 'signed_out' && template !== '/session') signedOut();
  throw new ProblemError(problem);
}

async function json<T>(method: Method, template: string, ask: Ask): Promise<T> {
  const response = await answer(method, template, ask);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  if (!text) return undefined as T;
  try {
    // Absent and null are one thing to the pages: both are left out.
    return JSON.parse(text, (_, value: unknown) => (value === null ? undefined : value)) as T;
  } catch {
    throw new ProblemError(toProblem(502, undefined, response.headers));
  }
}

export const api = {
  get: <T>(template: string, ask: Ask = {}) => json<T>('GET', template, ask),
  post: <T>(template: string, ask: Ask = {}) => json<T>('POST', template, ask),
  put: <T>(template: string, ask: Ask = {}) => json<T>('PUT', template, ask),
  delete: <T>(template: string, ask: Ask = {}) => json<T>('DELETE', template, ask),
  // A file the person asked to keep: proof, checkpoint.
  async file(template: string, ask: Ask = {}): Promise<Blob> {
    return (await answer('GET', template, ask)).blob();
  },
};

export { Attempt };
