// SPDX-License-Identifier: AGPL-3.0-or-later
// Discreet mode: codes in place of names, for a screen that others can see. In memory only.
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';

const DiscreetContext = createContext({ discreet: false, toggle: () => undefined as void });

export function DiscreetProvider({ children }: { children: ReactNode }) {
  const [discreet, setDiscreet] = useState(false);
  const value = useMemo(() => ({ discreet, toggle: () => setDiscreet((on) => !on) }), [discreet]);
  return <DiscreetContext.Provider value={value}>{children}</DiscreetContext.Provider>;
}

export function useDiscreet() {
  return useContext(DiscreetContext);
}

export function Who({ person, none = '—' }: { person?: { label: string; code: string } | undefined; none?: string }) {
  const { discreet } = useDiscreet();
  if (!person) return <>{none}</>;
  return <span className="who">{discreet ? person.code : person.label}</span>;
}
