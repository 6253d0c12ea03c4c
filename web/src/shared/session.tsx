// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is signed in. When nobody touches the screen, staff are locked out with their work kept in place; a kiosk is emptied.
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { api, onSignedOut } from './api/client.ts';
import { closeEvents } from './api/events.ts';
import { problemOf, type Problem } from './api/problem.ts';
import type { Me, Role } from './api/types.ts';
import { IdleClock } from './idle.ts';
import { useVoice } from './language.tsx';

export interface Session {
  state: 'unknown' | 'nobody' | 'signed_in' | 'locked' | 'unreached';
  me?: Me;
  problem?: Problem;
  secondsLeft?: number; // while the warning shows
  entered(me: Me): void;
  leave(): Promise<void>;
  lock(): Promise<void>;
  retry(): void;
  wears(...hats: Role[]): boolean;
}

const SessionContext = createContext<Session | undefined>(undefined);
const warningSeconds = 30;

// Leaves the document, so that nothing of the person before stays in memory or in the way back.
export function emptyScreen(to: string): void {
  closeEvents();
  window.location.replace(to);
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const { setLanguage, setAddress } = useVoice();
  const [state, setState] = useState<Session['state']>('unknown');
  const [me, setMe] = useState<Me>();
  const [problem, setProblem] = useState<Problem>();
  const [round, setRound] = useState(0);
  const [secondsLeft, setSecondsLeft] = useState<number>();

  const entered = useCallback((now: Me) => {
    setMe(now);
    setState('signed_in');
    setLanguage(now.language);
    if (now.is_staff) setAddress('adult');
  }, [setLanguage, setAddress]);

  useEffect(() => {
    api.get<Me>('/session').then(entered, (error: unknown) => {
      const why = problemOf(error);
      setProblem(why);
      setState(why.kind === 'failed' ? 'unreached' : 'nobody');
    });
  }, [round, entered]);

  const leave = useCallback(async () => {
    const to = me?.kiosk ? '/kiosk' : '/';
    await api.delete('/session').catch(() => undefined);
    emptyScreen(to);
  }, [me]);
  const lock = useCallback(async () => {
    setState('locked');
    closeEvents();
    await api.post('/session/lock').catch(() => undefined);
  }, []);

  const latest = useRef({ leave, lock, me, state });
  latest.current = { leave, lock, me, state };
  useEffect(() => {
    onSignedOut(() => {
      const { me: who, state: now } = latest.current;
      if (now !== 'signed_in') return;
      if (who?.kiosk) emptyScreen('/kiosk');
      else setState('locked');
    });
  }, []);

  useEffect(() => {
    if (state !== 'signed_in' || !me) return;
    const idle = new IdleClock(me.idle_seconds, warningSeconds, Date.now());
    const touch = () => idle.touch(Date.now());
    const events = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'scroll'] as const;
    for (const name of events) window.addEventListener(name, touch, { passive: true, capture: true });
    const timer = window.setInterval(() => {
      const now = Date.now();
      const idleState = idle.state(now);
      setSecondsLeft(idleState === 'warning' || me.kiosk ? idle.secondsLeft(now) : undefined);
      if (idleState !== 'over') return;
      window.clearInterval(timer);
      void (me.kiosk || !me.is_staff ? latest.current.leave() : latest.current.lock());
    }, 1000);
    return () => {
      window.clearInterval(timer);
      for (const name of events) window.removeEventListener(name, touch, { capture: true });
      setSecondsLeft(undefined);
    };
  }, [state, me]);

  const session = useMemo<Session>(() => ({
    state, ...(me ? { me } : {}), ...(problem ? { problem } : {}), ...(secondsLeft === undefined ? {} : { secondsLeft }),
    entered, leave, lock,
    retry: () => { setState('unknown'); setRound((n) => n + 1); },
    wears: (...hats) => hats.some((hat) => me?.roles.includes(hat)),
  }), [state, me, problem, secondsLeft, entered, leave, lock]);
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('SessionProvider is missing');
  return session;
}
