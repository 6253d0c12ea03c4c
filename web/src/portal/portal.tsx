// SPDX-License-Identifier: AGPL-3.0-or-later
// The portal: one column, for phones first. Help is on every page; each page past the first is fetched when opened.
import '../shared/styles/portal.css';
import '../shared/styles/print.css';
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { BrowserRouter, Link, Navigate, Route, Routes, useLocation, useNavigate } from 'react-router';
import { SignIn } from '../identity/sign_in.tsx';
import { identity } from '../identity/identity.words.ts';
import { Locked } from '../identity/lock.tsx';
import { api } from '../shared/api/client.ts';
import type { Person } from '../shared/api/types.ts';
import { useCentre } from '../shared/centre.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { shared } from '../shared/shared.words.ts';
import { useTitle } from '../shared/title.ts';
import { HelpButton } from '../shared/ui/help.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { IdleWarning, LanguageSwitch, SkipLink } from '../shared/ui/shell.tsx';
import { Skeleton } from '../shared/ui/states.tsx';
import { KioskBar } from '../kiosk/kiosk_bar.tsx';
import { Home } from './home.tsx';
import { portal } from './portal.words.ts';

const Before = lazy(() => import('./before.tsx'));
const Book = lazy(() => import('./book.tsx'));
const Times = lazy(() => import('./times.tsx'));
const Consents = lazy(() => import('../consent/my_consents.tsx'));
const ConsentPage = lazy(() => import('../consent/sign_consent.tsx'));
const ConsentCopyPage = lazy(() => import('../consent/consent_copy.tsx'));
const MyFile = lazy(() => import('../audit/my_file.tsx'));
const Verify = lazy(() => import('../audit/verify.tsx'));
const Summaries = lazy(() => import('./summaries.tsx'));

function Frame({ children }: { children: ReactNode }) {
  const t = useWords(portal);
  const s = useWords(shared);
  const i = useWords(identity);
  const centre = useCentre();
  const { state, me, leave } = useSession();
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus();
    window.scrollTo(0, 0);
  }, [pathname]);
  return (
    <div className="portal">
      <SkipLink />
      {centre?.demo && <div className="demo-band">{s.demo}</div>}
      {me?.kiosk && <KioskBar />}
      <header className="portal-head no-print">
        <Link to="/" className="brand"><Icon name="plant" size={26} /> {centre?.name ?? s.product}</Link>
        <LanguageSwitch />
        {state === 'signed_in' && !me?.kiosk && <button className="link quiet" onClick={() => void leave()}><Icon name="out" size={16} /> {i.out}</button>}
      </header>
      <main id="main" className="portal-main" ref={main} tabIndex={-1}>
        {me?.is_staff && <p><a href="/console">{t.to_console}</a></p>}
        <Suspense fallback={<Skeleton />}>{children}</Suspense>
      </main>
      <div className="help-bar no-print"><HelpButton /></div>
      <IdleWarning />
    </div>
  );
}

// A page that needs to know who is asking.
function Signed({ children }: { children: ReactNode }) {
  const { state, me } = useSession();
  const { setAddress } = useVoice();
  const signedVisitor = state === 'signed_in' && !me?.is_staff;
  useEffect(() => {
    if (!signedVisitor) return;
    api.get<Person>('/me/person').then((p) => setAddress(p.kind === 'pupil' && p.age_band !== 'adult' ? 'pupil' : 'adult'), () => undefined);
  }, [signedVisitor, setAddress]);
  if (state === 'unknown') return <Skeleton />;
  if (state === 'nobody' || state === 'unreached') return <SignIn />;
  return <>{children}</>;
}

function SignInPage() {
  const t = useWords(identity);
  const navigate = useNavigate();
  useTitle(t.title);
  return <SignIn onEntered={(me) => (me.is_staff ? window.location.assign('/console') : navigate('/', { replace: true }))} />;
}

export default function Portal() {
  const signed = (page: ReactNode) => <Signed>{page}</Signed>;
  return (
    <BrowserRouter>
      <Locked>
        <Frame>
          <Routes>
            <Route path="/" element={<Home />} />
            <Route path="/sign-in" element={<SignInPage />} />
            <Route path="/before" element={<Before />} />
            <Route path="/book" element={signed(<Book />)} />
            <Route path="/times" element={signed(<Times />)} />
            <Route path="/consents" element={signed(<Consents />)} />
            <Route path="/consents/:purpose" element={signed(<ConsentPage />)} />
            <Route path="/consent-copies/:consent" element={signed(<ConsentCopyPage />)} />
            <Route path="/file" element={signed(<MyFile />)} />
            <Route path="/file/verify" element={<Verify />} />
            <Route path="/summaries" element={signed(<Summaries />)} />
            <Route path="*" element={<Navigate to="/" replace />} />
          </Routes>
        </Frame>
      </Locked>
    </BrowserRouter>
  );
}
