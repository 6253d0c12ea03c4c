// SPDX-License-Identifier: AGPL-3.0-or-later
import { Select } from 'antd';
import { useEffect } from 'react';
import { api } from '../shared/api/client.ts';
import type { Counsellor, List } from '../shared/api/types.ts';
import { useLoad } from '../shared/api/use.ts';
import type { FieldIds } from '../shared/ui/field.tsx';

// Chooses by itself where there is only one counsellor, as in most schools.
export function CounsellorSelect({ ids, value, onChange, except }: { ids: FieldIds; value: string; onChange: (id: string) => void; except?: string }) {
  const load = useLoad((signal) => api.get<List<Counsellor>>('/counsellors', { signal }), []);
  const items = (load.data?.items ?? []).filter((c) => c.id !== except);
  const only = items.length === 1 ? items[0]!.id : undefined;
  useEffect(() => {
    if (only && !value) onChange(only);
  }, [only, value, onChange]);
  return <Select {...ids} value={value || null} loading={load.state === 'loading'} onChange={(id) => onChange(id ?? '')} options={items.map((c) => ({ value: c.id, label: c.name }))} />;
}
