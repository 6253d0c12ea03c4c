// SPDX-License-Identifier: AGPL-3.0-or-later
// A screen in the corridor: three large choices. Whatever was opened goes away by itself.
import '../shared/styles/portal.css';
import { lazy, Suspense, useEffect, useState } from 'react';
import { CardForm } from '../identity/sign_in.tsx';
import { useCentre } from '../shared/centre.tsx';
import { IdleClock } from '../shared/idle.ts';
import { useVoice, useWords } from '../shared/language.tsx';
import { emptyScreen, useSession } from '../shared/session.tsx';
import { shared } from '../shared/shared.words.ts';
import { useTitle } from '../shared/title.ts';
import { HelpNumbers } from '../shared/ui/help.tsx';
import { Icon, type IconName } from '../shared/ui/icon.tsx';
import { LanguageSwitch, SkipLink } from '../shared/ui/shell.tsx';
import { Skeleton } from '../shared/ui/states.tsx';
import { fill } from '../shared/words.ts';
import { kiosk } from './kiosk.words.ts';

const Disclosure = lazy(() => import('../portal/before.tsx').then((m) => ({ default: m.DisclosureTable })));
type View = 'start' | 'card' | 'before' | 'help';
const idleSeconds = 60;

export default function Kiosk() {
  const t = useWords(kiosk);
  const s = useWords(shared);
  const centre = useCentre();
  const { address } = useVoice();
  const { state, leave } = useSession();
  const [view, setView] = useState<View>('start');
  const [left, setLeft] = useState(idleSeconds);
  useTitle(s.product);

  // Somebody who walked away signed in: the kiosk begins with nobody.
  useEffect(() => {
    if (state === 'signed_in') void leave();
    // Only what was there when the kiosk opened.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [state === 'signed_in']);

  useEffect(() => {
    if (view === 'start') return;
    const idle = new IdleClock(idleSeconds, 20, Date.now());
    const touch = () => idle.touch(Date.now());
    window.addEventListener('pointerdown', touch, true);
    window.addEventListener('keydown', touch, true);
    const timer = window.setInterval(() => {
      setLeft(idle.secondsLeft(Date.now()));
      if (idle.state(Date.now()) === 'over') emptyScreen('/kiosk');
    }, 1000);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener('pointerdown', touch, true);
      window.removeEventListener('keydown', touch, true);
    };
  }, [view]);

  const choice = (to: View, icon: IconName, title: string, line: string, look = '') => (
    <li><button className={`door ${look}`} onClick={() => setView(to)}><span className="door-icon"><Icon name={icon} size={44} /></span><span><strong>{title}</strong><small>{line}</small></span></button></li>
  );
  return (
    <div className="kiosk">
      <SkipLink />
      <main id="main" tabIndex={-1} className={view === 'start' ? 'grow-0' : 'portal-main'}>
        {view === 'start' ? (
          <>
            <div className="kiosk-head"><h1>{centre?.name ?? t.title}</h1><p className="muted">{t.line}</p></div>
            <ul className="doors">
              {choice('card', 'card', t.card, t.card_line, 'first')}
              {choice('before', 'eye', t.before, t.before_line)}
              {choice('help', 'heart', t.help, t.help_line, 'danger')}
            </ul>
          </>
        ) : (
          <div className="card stack">
            <div className="row apart">
              <button className="button" onClick={() => setView('start')}><Icon name="left" /> {t.back}</button>
              <span className="muted small">{fill(t.clears, { n: left })}</span>
            </div>
            {view === 'card' && <CardForm onEntered={() => window.location.replace('/')} />}
            {view === 'before' && <Suspense fallback={<Skeleton />}><Disclosure audience={address === 'pupil' ? 'from_14_to_17' : 'adult'} /></Suspense>}
            {view === 'help' && <><h1>{t.help}</h1><p>{t.door}</p><HelpNumbers /></>}
          </div>
        )}
      </main>
      <footer className="kiosk-foot row"><LanguageSwitch /></footer>
    </div>
  );
}
