// SPDX-License-Identifier: AGPL-3.0-or-later
import { Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { Box } from '../console/antd.tsx';
import { SettingsHead } from '../governance/settings_head.tsx';
import { api } from '../shared/api/client.ts';
import { fieldText } from '../shared/api/problem.ts';
import type { List, Room, RoomKind } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useFields } from '../shared/fields.ts';
import { useKeys } from '../shared/keys.ts';
import { useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { shared } from '../shared/shared.words.ts';
import { FormField } from '../shared/ui/field.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { rooms } from '../staff/staff.words.ts';

const kinds = ['counselling', 'group', 'play', 'reading', 'relaxation', 'other'] as const satisfies readonly RoomKind[];

function RoomBox({ of, onClose, onDone }: { of?: Room; onClose: () => void; onDone: () => void }) {
  const t = useWords(rooms);
  const s = useWords(shared);
  const { values: v, set } = useFields({ name: of?.name ?? '', kind: of?.kind ?? ('counselling' as RoomKind), place: of?.place ?? '', in_use: of?.in_use ?? true });
  const save = useAction(async ({ attempt, override }) => {
    if (of) await api.put('/rooms/{room}', { path: { room: of.id }, version: of.version, body: { ...v, ...override }, attempt });
    else await api.post('/rooms', { body: { ...v, ...override }, attempt });
    onDone();
  });
  return (
    <Box title={of ? t.edit : t.add} onClose={onClose}>
      <div className="filters">
        <FormField label={t.name} error={fieldText(save.problem, '/name')}>{(ids) => <Input {...ids} maxLength={60} value={v.name} onChange={(e) => set('name', e.target.value)} />}</FormField>
        <FormField label={t.kind}>{(ids) => <Select {...ids} value={v.kind} onChange={(k) => set('kind', k)} options={kinds.map((k) => ({ value: k, label: t[k] }))} />}</FormField>
      </div>
      <FormField label={t.place} hint={t.place_hint} error={fieldText(save.problem, '/place')}>{(ids) => <Input {...ids} maxLength={100} value={v.place} onChange={(e) => set('place', e.target.value)} />}</FormField>
      <Checkbox checked={v.in_use} onChange={(e) => set('in_use', e.target.checked)}>{t.in_use}</Checkbox>
      <ActionProblem action={save} />
      <div className="dialog-actions"><button className="button primary" disabled={save.busy || !v.name.trim() || !v.place.trim()} onClick={() => void save.run()}>{s.save}</button></div>
    </Box>
  );
}

export default function Rooms() {
  const t = useWords(rooms);
  const { wears } = useSession();
  const { tell } = useToast();
  const load = useLoad((signal) => api.get<List<Room>>('/rooms', { signal }), []);
  const [open, setOpen] = useState<Room | 'new'>();
  const keeper = wears('leader', 'system_admin');
  useKeys(keeper ? { n: () => setOpen('new') } : {});
  return (
    <>
      <SettingsHead part="rooms">{keeper && <button className="button primary" onClick={() => setOpen('new')}><Icon name="plus" size={16} /> {t.add}</button>}</SettingsHead>
      <Loaded load={load} empty={(d) => d.items.length === 0 && <Empty icon="door" title={t.empty} next={t.empty_next} />}>
        {(d) => (
          <div className="table-wrap">
            <table className="plain-table stacks">
              <thead><tr><th scope="col">{t.name}</th><th scope="col">{t.kind}</th><th scope="col">{t.place}</th><th scope="col">{t.in_use}</th><th /></tr></thead>
              <tbody>
                {d.items.map((r) => (
                  <tr key={r.id}>
                    <th scope="row">{r.name}</th><td data-label={t.kind}>{t[r.kind]}</td><td data-label={t.place}>{r.place}</td>
                    <td><span className={`status ${r.in_use ? 'tone-done' : 'tone-plain'}`}><Icon name={r.in_use ? 'check' : 'cross'} size={14} /> {r.in_use ? t.in_use : t.not_in_use}</span></td>
                    <td>{keeper && <button className="link" onClick={() => setOpen(r)}>{t.edit}</button>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
      {open && <RoomBox {...(open === 'new' ? {} : { of: open })} onClose={() => setOpen(undefined)} onDone={() => { setOpen(undefined); tell(t.saved); load.reload(); }} />}
    </>
  );
}
