// SPDX-License-Identifier: AGPL-3.0-or-later
// Chooses the face of the program by the first part of the path; each is its own chunk.
import './shared/polyfill.ts';
import './shared/styles/base.css';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { CentreProvider } from './shared/centre.tsx';
import { VoiceProvider } from './shared/language.tsx';
import { SessionProvider } from './shared/session.tsx';
import { applyTokens } from './shared/tokens.ts';
import { Boundary } from './shared/ui/shell.tsx';
import { Skeleton } from './shared/ui/states.tsx';
import { ToastProvider } from './shared/ui/toast.tsx';

const Portal = lazy(() => import('./portal/portal.tsx'));
const Kiosk = lazy(() => import('./kiosk/kiosk.tsx'));
const Console = lazy(() => import('./console/console.tsx'));

function Face() {
  const path = window.location.pathname;
  if (path === '/console' || path.startsWith('/console/')) return <Console />;
  if (path === '/kiosk') return <Kiosk />;
  return <Portal />;
}

applyTokens(document.documentElement);
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <VoiceProvider>
      <Boundary>
        <ToastProvider>
          <CentreProvider>
            <SessionProvider>
              <Suspense fallback={<Skeleton />}>
                <Face />
              </Suspense>
            </SessionProvider>
          </CentreProvider>
        </ToastProvider>
      </Boundary>
    </VoiceProvider>
  </StrictMode>,
);
