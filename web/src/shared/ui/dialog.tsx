// SPDX-License-Identifier: AGPL-3.0-or-later
// The browser's own dialog: it keeps the focus, closes with Escape, and needs no library.
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useWords } from '../language.tsx';
import { shared } from '../shared.words.ts';
import { Icon } from './icon.tsx';

export function Dialog({ title, onClose, children, wide = false }: { title: string; onClose: () => void; children: ReactNode; wide?: boolean }) {
  const t = useWords(shared);
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={ref} className={wide ? 'dialog wide' : 'dialog'} aria-labelledby={id} onCancel={(e) => { e.preventDefault(); onClose(); }}>
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" className="link quiet" aria-label={t.close} onClick={onClose}><Icon name="cross" /></button>
      </header>
      <div className="dialog-body">{children}</div>
    </dialog>
  );
}
