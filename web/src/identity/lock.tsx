// SPDX-License-Identifier: AGPL-3.0-or-later
// Covers the page while it is locked. The page stays mounted behind it, hidden from eyes and from readers, so that no work is lost.
import { type ReactNode } from 'react';
import { useWords } from '../shared/language.tsx';
import { useSession, emptyScreen } from '../shared/session.tsx';
import { HelpButton } from '../shared/ui/help.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { identity } from './identity.words.ts';
import { PassphraseForm } from './sign_in.tsx';

export function Locked({ children }: { children: ReactNode }) {
  const t = useWords(identity);
  const { state, me, entered } = useSession();
  const locked = state === 'locked';
  return (
    <>
      <div hidden={locked}>{children}</div>
      {locked && (
        <div className="lock-screen">
          <div className="card stack">
            <h1><Icon name="lock" size={24} /> {t.locked}</h1>
            <p className="muted">{t.locked_why}</p>
            <PassphraseForm login={me?.login ?? ''} label={t.unlock} onEntered={(now) => {
              if (now.person === me?.person) entered(now);
              else emptyScreen(now.is_staff ? '/console' : '/');
            }} />
            <button className="link quiet" onClick={() => emptyScreen('/sign-in')}>{t.someone_else}</button>
          </div>
          <HelpButton />
        </div>
      )}
    </>
  );
}
