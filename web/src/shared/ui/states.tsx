// SPDX-License-Identifier: AGPL-3.0-or-later
// The five states of a page: loading, refused, failed, empty, full.
import type { ReactNode } from 'react';
import type { Load } from '../api/use.ts';
import type { Problem } from '../api/problem.ts';
import { useWords } from '../language.tsx';
import { shared } from '../shared.words.ts';
import { Icon, type IconName } from './icon.tsx';
import { ProblemFoot, useProblemWords } from './problem.tsx';

export function Skeleton({ rows = 4 }: { rows?: number }) {
  const t = useWords(shared);
  return (
    <div className="skeleton" role="status" aria-label={t.loading}>
      {Array.from({ length: rows }, (_, i) => <div key={i} className="skeleton-row" />)}
    </div>
  );
}

export function Empty({ icon = 'plant', title, next, children }: { icon?: IconName; title: string; next?: ReactNode; children?: ReactNode }) {
  return (
    <div className="state">
      <Icon name={icon} size={40} />
      <h2>{title}</h2>
      {next && <p>{next}</p>}
      {children}
    </div>
  );
}

export function ProblemState({ problem, reload }: { problem: Problem; reload?: () => void }) {
  const t = useWords(shared);
  const { title, detail, todo } = useProblemWords(problem);
  return (
    <div className="state" role="alert">
      <Icon name={problem.kind === 'failed' ? 'info' : 'shield'} size={40} />
      <h2>{title}</h2>
      {detail && <p>{detail}</p>}
      {todo && <p>{todo}</p>}
      <ProblemFoot problem={problem} />
      {reload && problem.kind !== 'refused' && <button className="button" onClick={reload}>{t.again}</button>}
    </div>
  );
}

export function Loaded<T>({ load, rows, empty, children }: {
  load: Load<T>; rows?: number; empty?: (data: T) => ReactNode | false | undefined; children: (data: T) => ReactNode;
}) {
  const t = useWords(shared);
  if (load.data === undefined) {
    if (load.problem) return <ProblemState problem={load.problem} reload={load.reload} />;
    return <Skeleton {...(rows ? { rows } : {})} />;
  }
  const nothing = empty?.(load.data);
  return (
    <>
      {load.problem && (
        <div className="notice tone-info" role="status">
          <Icon name="info" /><div>{t.stale_view} <button className="link" onClick={load.reload}>{t.again}</button></div>
        </div>
      )}
      {nothing || children(load.data)}
    </>
  );
}
