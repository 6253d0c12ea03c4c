// SPDX-License-Identifier: AGPL-3.0-or-later
// A line that says what was done, with its undo. It stays long enough to be read, and longer while somebody is on it.
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { useWords } from '../language.tsx';
import { shared } from '../shared.words.ts';
import { Icon } from './icon.tsx';

interface Line { id: number; text: string; undo?: () => void }
interface Toasts { tell(text: string, undo?: () => void): void }

const ToastContext = createContext<Toasts>({ tell: () => undefined });
const plainMs = 5_000;
const undoMs = 12_000;

export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useWords(shared);
  const [lines, setLines] = useState<Line[]>([]);
  const next = useRef(1);
  const drop = useCallback((id: number) => setLines((was) => was.filter((l) => l.id !== id)), []);
  const tell = useCallback((text: string, undo?: () => void) => {
    const id = next.current++;
    setLines((was) => [...was.slice(-2), { id, text, ...(undo ? { undo } : {}) }]);
    window.setTimeout(() => drop(id), undo ? undoMs : plainMs);
  }, [drop]);
  const value = useMemo(() => ({ tell }), [tell]);
  return (
    <ToastContext.Provider value={value}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {lines.map((line) => (
          <div className="toast" key={line.id}>
            <Icon name="check" /> <span>{line.text}</span>
            {line.undo && <button className="link" onClick={() => { line.undo?.(); drop(line.id); }}><Icon name="undo" size={15} /> {t.undo}</button>}
            <button className="link quiet" aria-label={t.close} onClick={() => drop(line.id)}><Icon name="cross" size={14} /></button>
          </div>
        ))}
      </div>
    </ToastContext.Provider>
  );
}

export function useToast(): Toasts {
  return useContext(ToastContext);
}
