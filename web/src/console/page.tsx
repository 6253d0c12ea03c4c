// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ReactNode } from 'react';
import { useTitle } from '../shared/title.ts';

// The head of a console page: where I am, about whom (a code in discreet mode), and its one main button.
export function PageTop({ title, about, children }: { title: string; about?: ReactNode; children?: ReactNode }) {
  useTitle(title);
  return (
    <div className="page-top">
      <div className="grow"><h1>{title}{about && <span className="about"> · {about}</span>}</h1></div>
      {children && <div className="row no-print">{children}</div>}
    </div>
  );
}
