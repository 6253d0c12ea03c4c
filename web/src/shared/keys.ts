// SPDX-License-Identifier: AGPL-3.0-or-later
// Keyboard: "/" search, "n" new, Ctrl+S save, Escape close. Plain letters are ignored while somebody writes.
import { useEffect, useRef } from 'react';

export type KeyName = '/' | 'n' | 'Escape' | 'Ctrl+S';

function writing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

export function useKeys(handlers: Partial<Record<KeyName, () => void>>): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      const name = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's' ? 'Ctrl+S' : event.key;
      const handler = latest.current[name as KeyName];
      if (!handler) return;
      if (name === 'Ctrl+S') event.preventDefault();
      else if (event.ctrlKey || event.metaKey || event.altKey) return;
      else if (name !== 'Escape' && (writing(event.target) || document.querySelector('dialog[open], .ant-modal-wrap:not([style*="none"])'))) return;
      if (name === '/' || name === 'n') event.preventDefault();
      handler();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
