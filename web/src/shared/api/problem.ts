// SPDX-License-Identifier: AGPL-3.0-or-later
// What the server says when it does not do something (RFC 9457), made ready to be shown. Also when it says nothing at all.
export type ProblemKind = 'refused' | 'signed_out' | 'stale' | 'wrong' | 'failed';

export interface FieldProblem {
  pointer: string;
  text: string;
}

export interface Problem {
  kind: ProblemKind;
  status: number; // 0: the server was not reached
  code: string;
  title: string;
  detail: string;
  todo: string;
  clauses: string[];
  fields: FieldProblem[];
  overridable: boolean;
  request: string;
  retryAfterSeconds?: number;
  latest?: unknown; // of a stale write: the version that stands
}

export function kindOf(status: number): ProblemKind {
  if (status === 401) return 'signed_out';
  if (status === 412) return 'stale';
  if (status === 413 || status === 415 || status === 422 || status === 400) return 'wrong';
  if (status === 403 || status === 404 || status === 409 || status === 429) return 'refused';
  return 'failed';
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function toProblem(status: number, body: unknown, headers?: { get(name: string): string | null }): Problem {
  const doc = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const retry = Number(headers?.get('Retry-After') ?? '');
  return {
    kind: kindOf(status),
    status,
    code: text(doc.code) || text(doc.type),
    title: text(doc.title),
    detail: text(doc.detail),
    todo: text(doc.todo) || text(doc.what_to_do),
    clauses: list(doc.clauses).filter((c): c is string => typeof c === 'string'),
    fields: list(doc.fields).map((f) => {
      const field = (f ?? {}) as Record<string, unknown>;
      return { pointer: text(field.pointer), text: text(field.title) || text(field.detail) || text(field.code) };
    }),
    overridable: doc.overridable === true,
    request: text(doc.request_id) || text(doc.request) || (headers?.get('X-Request-Id') ?? ''),
    ...(retry > 0 ? { retryAfterSeconds: retry } : {}),
    ...('latest' in doc ? { latest: doc.latest } : {}),
  };
}

export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code || String(problem.status)); // never the detail: errors end in consoles
    this.problem = problem;
  }
}

export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : toProblem(0, undefined);
}

// "/fields/2/value" of a 422 beside the field it names.
export function fieldText(problem: Problem | undefined, pointer: string): string | undefined {
  return problem?.fields.find((f) => f.pointer === pointer)?.text;
}
