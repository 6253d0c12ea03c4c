// SPDX-License-Identifier: AGPL-3.0-or-later
// The fields of a small form, in memory only.
import { useCallback, useState } from 'react';

export interface Fields<T> {
  values: T;
  set<K extends keyof T>(key: K, value: T[K]): void;
  reset(values?: T): void;
}

export function useFields<T>(initial: T): Fields<T> {
  const [values, setValues] = useState(initial);
  const [first] = useState(initial);
  const set = useCallback(<K extends keyof T>(key: K, value: T[K]) => setValues((was) => ({ ...was, [key]: value })), []);
  const reset = useCallback((next?: T) => setValues(next ?? first), [first]);
  return { values, set, reset };
}
