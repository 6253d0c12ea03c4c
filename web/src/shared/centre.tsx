// SPDX-License-Identifier: AGPL-3.0-or-later
// What the centre says of itself to everybody: name, kind, zone, help numbers, fingerprint.
import { createContext, useContext, useEffect, type ReactNode } from 'react';
import { api } from './api/client.ts';
import type { Centre } from './api/types.ts';
import { useLoad } from './api/use.ts';
import { useVoice } from './language.tsx';

const CentreContext = createContext<Centre | undefined>(undefined);

export function CentreProvider({ children }: { children: ReactNode }) {
  const { setAddress } = useVoice();
  const { data } = useLoad((signal) => api.get<Centre>('/public/centre', { signal }), []);
  const pupils = data?.kind === 'school' || data?.kind === 'children';
  useEffect(() => {
    const inConsole = window.location.pathname.startsWith('/console');
    if (data) setAddress(pupils && !inConsole ? 'pupil' : 'adult');
  }, [data, pupils, setAddress]);
  return <CentreContext.Provider value={data}>{children}</CentreContext.Provider>;
}

export function useCentre(): Centre | undefined {
  return useContext(CentreContext);
}

export function useZone(): string {
  return useContext(CentreContext)?.zone ?? 'Asia/Shanghai';
}
