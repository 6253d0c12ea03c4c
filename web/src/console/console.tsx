// SPDX-License-Identifier: AGPL-3.0-or-later
// The console of the staff. Each page is fetched when opened; the frame and today's board come first.
import '../shared/styles/portal.css';
import '../shared/styles/console.css';
import '../shared/styles/print.css';
import { lazy, type ReactNode } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { Locked } from '../identity/lock.tsx';
import { SignIn } from '../identity/sign_in.tsx';
import { DiscreetProvider } from '../shared/discreet.tsx';
import { useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { HelpButton } from '../shared/ui/help.tsx';
import { LanguageSwitch } from '../shared/ui/shell.tsx';
import { Empty, ProblemState, Skeleton } from '../shared/ui/states.tsx';
import { AntdTheme } from './antd.tsx';
import { consoleWords } from './console.words.ts';
import { Frame, pages } from './frame.tsx';

const Board = lazy(() => import('../reception/board.tsx'));
const Calendar = lazy(() => import('../scheduling/calendar.tsx'));
const Cases = lazy(() => import('../casework/cases.tsx'));
const CasePage = lazy(() => import('../casework/case_page.tsx'));
const RecordPage = lazy(() => import('../casework/record_page.tsx'));
const Unwritten = lazy(() => import('../casework/unwritten.tsx'));
const People = lazy(() => import('../visitors/people.tsx'));
const PersonPage = lazy(() => import('../visitors/person_page.tsx'));
const Capture = lazy(() => import('../consent/capture.tsx'));
const ConsentCopyPage = lazy(() => import('../consent/consent_copy.tsx'));
const Archive = lazy(() => import('../archive/archive.tsx'));
const ArchiveContentPage = lazy(() => import('../archive/content.tsx'));
const StaffPage = lazy(() => import('../staff/staff.tsx'));
const Rooms = lazy(() => import('../facilities/rooms.tsx'));
const SettingsStart = lazy(() => import('../governance/settings_head.tsx'));
const Figures = lazy(() => import('../governance/figures.tsx'));
const HelpNumbers = lazy(() => import('../governance/help_numbers.tsx'));
const Bells = lazy(() => import('../scheduling/bells.tsx'));
const Classes = lazy(() => import('../visitors/classes.tsx'));
const ConsentTexts = lazy(() => import('../consent/texts.tsx'));
const Ledger = lazy(() => import('../audit/ledger.tsx'));

function Start() {
  const session = useSession();
  const t = useWords(consoleWords);
  if (session.wears('reception', 'counsellor')) return <Board />;
  const first = pages.find((p) => session.wears(...p.hats));
  return first ? <Navigate to={first.to} replace /> : <Empty title={t.nothing_here} next={t.nothing_next} />;
}

function Guarded({ children }: { children: ReactNode }) {
  const { state, me, problem, retry } = useSession();
  const t = useWords(consoleWords);
  if (state === 'unknown') return <Skeleton rows={8} />;
  if (state === 'unreached' && problem) return <ProblemState problem={problem} reload={retry} />;
  if (state === 'nobody' || state === 'unreached') {
    return (
      <main className="console-door">
        <SignIn first="passphrase" onEntered={(now) => { if (!now.is_staff) window.location.replace('/'); }} />
        <div className="row"><HelpButton /><LanguageSwitch /></div>
      </main>
    );
  }
  if (me && !me.is_staff) return <Empty title={t.visitor_here} next={t.visitor_next}><a className="button primary" href="/">{t.portal}</a></Empty>;
  return <>{children}</>;
}

export default function Console() {
  return (
    <BrowserRouter>
      <AntdTheme>
        <DiscreetProvider>
          <Guarded>
            <Locked>
              <Frame>
                <Routes>
                  <Route path="/console" element={<Start />} />
                  <Route path="/console/calendar" element={<Calendar />} />
                  <Route path="/console/cases" element={<Cases />} />
                  <Route path="/console/cases/:id" element={<CasePage />} />
                  <Route path="/console/sessions/:id" element={<RecordPage />} />
                  <Route path="/console/to-do" element={<Unwritten />} />
                  <Route path="/console/people" element={<People />} />
                  <Route path="/console/people/:id" element={<PersonPage />} />
                  <Route path="/console/people/:id/consents" element={<Capture />} />
                  <Route path="/console/consent-copies/:consent" element={<ConsentCopyPage />} />
                  <Route path="/console/archive" element={<Archive />} />
                  <Route path="/console/archive/:id" element={<ArchiveContentPage />} />
                  <Route path="/console/staff" element={<StaffPage />} />
                  <Route path="/console/settings" element={<SettingsStart />} />
                  <Route path="/console/settings/figures" element={<Figures />} />
                  <Route path="/console/settings/help-numbers" element={<HelpNumbers />} />
                  <Route path="/console/settings/bells" element={<Bells />} />
                  <Route path="/console/settings/classes" element={<Classes />} />
                  <Route path="/console/settings/rooms" element={<Rooms />} />
                  <Route path="/console/settings/texts" element={<ConsentTexts />} />
                  <Route path="/console/ledger" element={<Ledger />} />
                  <Route path="*" element={<Navigate to="/console" replace />} />
                </Routes>
              </Frame>
            </Locked>
          </Guarded>
        </DiscreetProvider>
      </AntdTheme>
    </BrowserRouter>
  );
}
