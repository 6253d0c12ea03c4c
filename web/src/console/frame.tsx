// SPDX-License-Identifier: AGPL-3.0-or-later
// Slim navigation by task, a search that sends its words in a body, help and "talk now" always in reach.
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { NavLink, useLocation } from 'react-router';
import { identity } from '../identity/identity.words.ts';
import type { Role } from '../shared/api/types.ts';
import { useCentre } from '../shared/centre.tsx';
import { useDiscreet } from '../shared/discreet.tsx';
import { useKeys } from '../shared/keys.ts';
import { useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { shared } from '../shared/shared.words.ts';
import { HelpButton } from '../shared/ui/help.tsx';
import { Icon, type IconName } from '../shared/ui/icon.tsx';
import { IdleWarning, LanguageSwitch, SkipLink } from '../shared/ui/shell.tsx';
import { Skeleton } from '../shared/ui/states.tsx';
import { consoleWords } from './console.words.ts';
import { SearchBox } from './search_box.tsx';

const Unplanned = lazy(() => import('../casework/unplanned.tsx'));
const KeysHelp = lazy(() => import('./keys_help.tsx'));
const Account = lazy(() => import('../identity/account.tsx'));

type Page = 'today' | 'calendar' | 'cases' | 'todo' | 'people' | 'archive' | 'staff' | 'settings' | 'ledger';
export const pages: readonly { page: Page; to: string; icon: IconName; hats: readonly Role[] }[] = [
  { page: 'today', to: '/console', icon: 'today', hats: ['reception', 'counsellor'] },
  { page: 'calendar', to: '/console/calendar', icon: 'calendar', hats: ['counsellor', 'reception'] },
  { page: 'cases', to: '/console/cases', icon: 'folder', hats: ['counsellor'] },
  { page: 'todo', to: '/console/to-do', icon: 'list', hats: ['counsellor'] },
  { page: 'people', to: '/console/people', icon: 'people', hats: ['reception', 'counsellor'] },
  { page: 'archive', to: '/console/archive', icon: 'archive', hats: ['archive_keeper'] },
  { page: 'staff', to: '/console/staff', icon: 'person', hats: ['leader', 'system_admin'] },
  { page: 'ledger', to: '/console/ledger', icon: 'chain', hats: ['auditor'] },
  { page: 'settings', to: '/console/settings', icon: 'gear', hats: ['leader', 'system_admin', 'counsellor', 'reception', 'auditor'] },
];

export function Frame({ children }: { children: ReactNode }) {
  const t = useWords(consoleWords);
  const s = useWords(shared);
  const i = useWords(identity);
  const centre = useCentre();
  const session = useSession();
  const { discreet, toggle } = useDiscreet();
  const [talking, setTalking] = useState(false);
  const [account, setAccount] = useState(false);
  const [keys, setKeys] = useState(false);
  useKeys({ '?': () => setKeys(true) });
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  const side = useRef<HTMLUListElement>(null);
  useEffect(() => {
    side.current?.querySelector('.active')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [pathname]); // on a phone the line scrolls
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pathname]);
  return (
    <div className="console">
      <SkipLink />
      <nav className="side no-print" aria-label={t.nav}>
        <div className="brand"><Icon name="plant" size={24} /> <span>{centre?.name ?? s.product}</span></div>
        <ul ref={side}>
          {pages.filter((p) => session.wears(...p.hats)).map((p) => (
            <li key={p.page}><NavLink to={p.to} end={p.to === '/console'}><Icon name={p.icon} /> <span>{t[p.page]}</span></NavLink></li>
          ))}
        </ul>
        <div className="side-foot">
          <button aria-label={session.me?.login} className="link quiet" onClick={() => setAccount(true)}><Icon name="person" size={16} /> <span>{session.me?.login}</span></button>
          <button aria-label={t.keys} className="link quiet keys-door" onClick={() => setKeys(true)}><Icon name="keys" size={16} /> <span>{t.keys}</span></button>
          <button aria-label={t.lock} className="link quiet" onClick={() => void session.lock()}><Icon name="lock" size={16} /> <span>{t.lock}</span></button>
          <button aria-label={i.out} className="link quiet" onClick={() => void session.leave()}><Icon name="out" size={16} /> <span>{i.out}</span></button>
        </div>
      </nav>
      <div className="console-body">
        {centre?.demo && <div className="demo-band no-print">{s.demo}</div>}
        <header className="top no-print">
          {session.wears('reception', 'counsellor') ? <SearchBox /> : <span className="grow" />}
          <button type="button" className="button small" aria-pressed={discreet} onClick={toggle}><Icon name={discreet ? 'eye_off' : 'eye'} size={16} /> <span className="wide-only">{discreet ? t.discreet_on : t.discreet_off}</span></button>
          <LanguageSwitch />
          {session.wears('counsellor') && <button type="button" className="button small talk-now" onClick={() => setTalking(true)}><Icon name="people" size={16} /> {t.unplanned}</button>}
          <HelpButton />
        </header>
        <main id="main" ref={main} tabIndex={-1} className="console-main">
          <Suspense fallback={<Skeleton rows={8} />}>{children}</Suspense>
        </main>
      </div>
      <Suspense fallback={null}>
        {talking && <Unplanned onClose={() => setTalking(false)} />}
        {keys && <KeysHelp onClose={() => setKeys(false)} />}
        {account && <Account onClose={() => setAccount(false)} />}
      </Suspense>
      <IdleWarning />
    </div>
  );
}
