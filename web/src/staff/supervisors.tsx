// SPDX-License-Identifier: AGPL-3.0-or-later
// Who supervises a counsellor, and since when: process notes written from then on open to the supervisor too.
import { Select } from 'antd';
import { useState } from 'react';
import { Box } from '../console/antd.tsx';
import { api } from '../shared/api/client.ts';
import type { List, Staff, Supervision } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { dayOf } from '../shared/time.ts';
import { FormField } from '../shared/ui/field.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { Loaded } from '../shared/ui/states.tsx';
import { staff } from './staff.words.ts';

export function SupervisorsBox({ of, all, onClose }: { of: Staff; all: readonly Staff[]; onClose: () => void }) {
  const t = useWords(staff);
  const { language } = useVoice();
  const zone = useZone();
  const [chosen, setChosen] = useState<string>();
  const load = useLoad((signal) => api.get<List<Supervision>>('/staff/{staff}/supervisors', { path: { staff: of.id }, signal }), [of.id]);
  const name = useAction(async ({ attempt }) => {
    load.replace(await api.post<List<Supervision>>('/staff/{staff}/supervisors', { path: { staff: of.id }, body: { supervisor: chosen }, attempt }));
    setChosen(undefined);
  });
  const end = useAction(async ({ attempt }, supervisor: string) => {
    load.replace(await api.post<List<Supervision>>('/staff/{staff}/supervisors/{supervisor}/end', { path: { staff: of.id, supervisor }, attempt }));
  });
  const free = all.filter((x) => x.active && x.id !== of.id && x.roles.includes('supervisor') && !load.data?.items.some((y) => y.supervisor === x.id && !y.until));
  return (
    <Box title={`${t.supervisors} · ${of.name}`} onClose={onClose}>
      <div className="notice tone-note"><Icon name="lock" /><div>{t.supervisors_say}</div></div>
      <Loaded load={load} rows={2} empty={(d) => d.items.length === 0 && <p className="muted">{t.supervisors_none}</p>}>
        {(d) => (
          <ul className="bare stack-8">
            {d.items.map((x) => (
              <li key={`${x.supervisor}${x.from}`} className="row apart">
                <span><strong>{x.name}</strong> <span className="muted small">{dayOf(x.from, zone, language, true)} – {x.until ? dayOf(x.until, zone, language, true) : t.until_now}</span></span>
                {!x.until && <button className="link quiet" disabled={end.busy} onClick={() => void end.run(x.supervisor)}>{t.end_duty}</button>}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {free.length === 0 ? <p className="muted">{t.supervisors_free_none}</p> : (
        <FormField label={t.supervisor_choose}>{(ids) => <Select {...ids} value={chosen ?? null} onChange={(x) => setChosen(x ?? undefined)} options={free.map((x) => ({ value: x.id, label: x.name }))} />}</FormField>
      )}
      <ActionProblem action={name} />
      <ActionProblem action={end} />
      <div className="dialog-actions"><button className="button primary" disabled={!chosen || name.busy} onClick={() => void name.run()}>{t.supervisor_name}</button></div>
    </Box>
  );
}
