// SPDX-License-Identifier: AGPL-3.0-or-later
// Loading and acting from a page. A reload keeps what is on the screen; an act that the house only warns about
// can be repeated with a reason.
import { useCallback, useEffect, useRef, useState, type DependencyList } from 'react';
import { useVoice } from '../language.tsx';
import { Attempt } from './attempt.ts';
import { problemOf, type Problem } from './problem.ts';

export interface Load<T> {
  state: 'loading' | 'ready' | 'refused' | 'failed';
  data?: T;
  problem?: Problem;
  reload(): void;
  replace(data: T): void;
}

export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, deps: DependencyList): Load<T> {
  const { language } = useVoice(); // what the server says is fetched again in the other language
  const [round, setRound] = useState(0);
  const [got, setGot] = useState<Omit<Load<T>, 'reload' | 'replace'>>({ state: 'loading' });
  const depsKey = JSON.stringify(deps);
  const lastDeps = useRef(depsKey);
  useEffect(() => {
    const control = new AbortController();
    if (lastDeps.current !== depsKey) {
      lastDeps.current = depsKey;
      setGot({ state: 'loading' });
    }
    load(control.signal).then(
      (data) => {
        if (!control.signal.aborted) setGot({ state: 'ready', data });
      },
      (error: unknown) => {
        if (control.signal.aborted) return;
        const problem = problemOf(error);
        const state = problem.kind === 'refused' || problem.kind === 'signed_out' ? 'refused' : 'failed';
        // A refresh that fails leaves the page as it was and says so.
        setGot((was) => (was.data !== undefined && state === 'failed' ? { ...was, problem } : { state, problem }));
      },
    );
    return () => control.abort();
    // The loader is made anew on each render; what it depends on is in deps.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [depsKey, round, language]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const replace = useCallback((data: T) => setGot({ state: 'ready', data }), []);
  return { ...got, reload, replace };
}

// What an act gets: the attempt to send along, and, on a second try, the reason to go on.
export interface Act {
  attempt: Attempt;
  override: { override_reason?: string };
}

export interface Action<A extends unknown[]> {
  busy: boolean;
  problem?: Problem;
  run(...args: A): Promise<boolean>;
  goOn(reason: string): Promise<boolean>;
  clear(): void;
}

export function useAction<A extends unknown[]>(act: (act: Act, ...args: A) => Promise<unknown>): Action<A> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const attempt = useRef<Attempt>(undefined);
  attempt.current ??= new Attempt();
  const latest = useRef(act);
  latest.current = act;
  const lastArgs = useRef<A>(undefined);
  const running = useRef(false);
  const go = useCallback(async (override: Act['override'], args: A) => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    try {
      await latest.current({ attempt: attempt.current!, override }, ...args);
      setProblem(undefined);
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  const run = useCallback((...args: A) => {
    lastArgs.current = args;
    return go({}, args);
  }, [go]);
  const goOn = useCallback((reason: string) => (lastArgs.current ? go({ override_reason: reason }, lastArgs.current) : Promise.resolve(false)), [go]);
  const clear = useCallback(() => setProblem(undefined), []);
  return { busy, problem, run, goOn, clear };
}
