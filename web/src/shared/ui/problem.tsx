// SPDX-License-Identifier: AGPL-3.0-or-later
// What was not done, why, under which clause, and what to do now. Announced to readers of the page.
import { useState } from 'react';
import type { Action } from '../api/use.ts';
import type { Problem } from '../api/problem.ts';
import { useMarks, useSpoken, useWords } from '../language.tsx';
import { shared } from '../shared.words.ts';
import { Icon } from './icon.tsx';

export function useProblemWords(of: Problem): { title: string; detail: string; todo: string } {
  const t = useWords(shared);
  const spoken = useSpoken();
  const problem = { ...of, title: spoken(of.title), detail: spoken(of.detail), todo: spoken(of.todo) };
  const detailOr = (text: string) => problem.detail || text;
  const todoOr = (text: string) => problem.todo || text;
  switch (problem.kind) {
    case 'refused':
    case 'signed_out':
      return { title: problem.title || t.refused_title, detail: detailOr(problem.title ? '' : t.refused_detail), todo: todoOr(problem.title ? '' : t.refused_todo) };
    case 'wrong':
      return { title: problem.title || t.wrong_title, detail: detailOr(''), todo: todoOr('') };
    case 'stale':
      return { title: problem.title || t.stale_title, detail: detailOr(''), todo: todoOr(t.stale_todo) };
    case 'failed':
      return { title: problem.title || (problem.status === 0 ? t.unreached_title : t.failed_title), detail: detailOr(t.failed_detail), todo: todoOr(t.failed_todo) };
  }
}

export function ProblemFoot({ problem }: { problem: Problem }) {
  const t = useWords(shared);
  const m = useMarks();
  if (!problem.clauses.length && !problem.request) return null;
  return (
    <p className="problem-foot">
      {problem.clauses.length > 0 && <span>{t.clause} {m.list(problem.clauses)}</span>}
      {problem.request && <span>{t.request} <code>{problem.request}</code></span>}
    </p>
  );
}

export function ProblemNote({ problem }: { problem?: Problem | undefined }) {
  if (!problem) return null;
  return <Shown problem={problem} />;
}

function Shown({ problem }: { problem: Problem }) {
  const { title, detail, todo } = useProblemWords(problem);
  const spoken = useSpoken();
  return (
    <div className={`notice tone-${problem.kind === 'failed' ? 'info' : 'waiting'}`} role="alert">
      <Icon name={problem.kind === 'refused' ? 'shield' : 'info'} />
      <div>
        <strong>{title}</strong>
        {detail && <p>{detail}</p>}
        {problem.fields.length > 0 && <ul>{problem.fields.map((f) => <li key={f.pointer}>{spoken(f.text)}</li>)}</ul>}
        {todo && <p>{todo}</p>}
        <ProblemFoot problem={problem} />
      </div>
    </div>
  );
}

// Shows what stood in the way of an action; where the house only advises, asks for the reason to go on.
export function ActionProblem({ action, onDone }: { action: Pick<Action<never[]>, 'problem' | 'goOn' | 'busy'>; onDone?: () => void }) {
  const t = useWords(shared);
  const [reason, setReason] = useState('');
  if (!action.problem) return null;
  return (
    <div className="action-problem">
      <Shown problem={action.problem} />
      {action.problem.overridable && (
        <form className="override" onSubmit={(e) => {
          e.preventDefault();
          void action.goOn(reason.trim()).then((ok) => {
            if (ok) onDone?.();
          });
        }}>
          <p><strong>{t.override_title}</strong></p>
          <label>
            <span>{t.override_reason}</span>
            <textarea rows={2} minLength={3} maxLength={200} required value={reason} autoComplete="off" onChange={(e) => setReason(e.target.value)} />
          </label>
          <button className="button" disabled={action.busy || reason.trim().length < 3}>{t.override_go}</button>
        </form>
      )}
    </div>
  );
}
