// SPDX-License-Identifier: AGPL-3.0-or-later
// A sheet that exists only on paper: while one is on the page, printing prints the sheet and nothing else.
import { useLayoutEffect, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

export function PrintSheet({ children }: { children: ReactNode }) {
  useLayoutEffect(() => {
    document.body.classList.add('has-sheet');
    return () => document.body.classList.remove('has-sheet');
  }, []);
  return createPortal(<div className="print-sheet">{children}</div>, document.body);
}
