// SPDX-License-Identifier: AGPL-3.0-or-later
// Keyboard: "/" and Ctrl+K search, "n" new, Ctrl+S save, "?" the keys, Escape close. Plain letters are ignored while somebody writes.
import { useEffect, useRef } from 'react';

export type KeyName = '/' | 'n' | '?' | 'Escape' | 'Ctrl+S' | 'Ctrl+K';
const chords: Readonly<Record<string, KeyName>> = { s: 'Ctrl+S', k: 'Ctrl+K' };
const boxes = 'dialog[open], .ant-modal-wrap:not([style*="none"])';

function writing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

export function useKeys(handlers: Partial<Record<KeyName, () => void>>): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      const chord = event.ctrlKey || event.metaKey ? chords[event.key.toLowerCase()] : undefined;
      const handler = latest.current[chord ?? (event.key as KeyName)];
      if (!handler) return;
      if (!chord) {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key !== 'Escape' && (writing(event.target) || document.querySelector(boxes))) return;
      } else if (chord === 'Ctrl+K' && document.querySelector(boxes)) return; // what stands behind a box is not reached
      if (chord || event.key !== 'Escape') event.preventDefault();
      handler();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
