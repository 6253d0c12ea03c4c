// SPDX-License-Identifier: AGPL-3.0-or-later
// The head of every page of the settings: its parts in one line, only those this hat may see.
import { useEffect, useRef, type ReactNode } from 'react';
import { Navigate, NavLink } from 'react-router';
import { PageTop } from '../console/page.tsx';
import type { Role } from '../shared/api/types.ts';
import { useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { settings } from './governance.words.ts';

export type Part = 'figures' | 'bells' | 'classes' | 'texts' | 'rooms' | 'help_numbers';
export const parts: readonly { part: Part; hats: readonly Role[] }[] = [
  { part: 'figures', hats: ['leader', 'system_admin', 'auditor'] },
  { part: 'bells', hats: ['counsellor', 'leader', 'system_admin'] },
  { part: 'classes', hats: ['counsellor', 'reception', 'leader', 'system_admin'] },
  { part: 'rooms', hats: ['counsellor', 'reception', 'leader', 'system_admin'] },
  { part: 'texts', hats: ['leader', 'counsellor'] },
  { part: 'help_numbers', hats: ['leader', 'system_admin', 'auditor'] },
];

export function SettingsHead({ part, children }: { part: Part; children?: ReactNode }) {
  const t = useWords(settings);
  const { wears } = useSession();
  const tabs = useRef<HTMLElement>(null);
  useEffect(() => {
    tabs.current?.querySelector('.active')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [part]); // on a phone the line scrolls
  return (
    <>
      <PageTop title={t.title} about={t[part]}>{children}</PageTop>
      <nav ref={tabs} className="tabs no-print" aria-label={t.parts}>
        {parts.filter((p) => wears(...p.hats)).map((p) => <NavLink key={p.part} to={`/console/settings/${p.part.replace('_', '-')}`}>{t[p.part]}</NavLink>)}
      </nav>
    </>
  );
}

export default function SettingsStart() {
  const { wears } = useSession();
  const first = parts.find((p) => wears(...p.hats));
  return <Navigate to={first ? `/console/settings/${first.part.replace('_', '-')}` : '/console'} replace />;
}
