// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../shared/language.tsx';
import { shared } from '../shared/shared.words.ts';
import { useTitle } from '../shared/title.ts';
import { Icon } from '../shared/ui/icon.tsx';

export function PageHead({ title, back = '/', children }: { title: string; back?: string; children?: ReactNode }) {
  const s = useWords(shared);
  useTitle(title);
  return (
    <div className="page-head">
      <Link to={back} aria-label={s.back} className="no-print"><Icon name="left" size={22} /></Link>
      <div className="grow"><h1>{title}</h1>{children}</div>
    </div>
  );
}
