// SPDX-License-Identifier: AGPL-3.0-or-later
// Who works here and which hats they wear. One person may wear them all.
import { Table } from 'antd';
import { useState } from 'react';
import { PageTop } from '../console/page.tsx';
import { api } from '../shared/api/client.ts';
import type { List, Staff } from '../shared/api/types.ts';
import { useLoad } from '../shared/api/use.ts';
import { useKeys } from '../shared/keys.ts';
import { useMarks, useWords } from '../shared/language.tsx';
import { closed } from '../shared/shared.words.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { word } from '../shared/words.ts';
import { ConflictBox, CredentialBox, StaffBox } from './staff_boxes.tsx';
import { staff } from './staff.words.ts';

type Open = { what: 'new' } | { what: 'edit' | 'credential' | 'conflict'; of: Staff };

export default function StaffPage() {
  const t = useWords(staff);
  const c = useWords(closed);
  const m = useMarks();
  const { tell } = useToast();
  const load = useLoad((signal) => api.get<List<Staff>>('/staff', { signal }), []);
  const [open, setOpen] = useState<Open>();
  useKeys({ n: () => setOpen({ what: 'new' }) });
  const done = (text: string) => {
    setOpen(undefined);
    tell(text);
    load.reload();
  };
  return (
    <>
      <PageTop title={t.title}><button className="button primary" onClick={() => setOpen({ what: 'new' })}><Icon name="plus" size={16} /> {t.add}</button></PageTop>
      <Loaded load={load} rows={6} empty={(d) => d.items.length === 0 && <Empty icon="person" title={t.empty} next={t.empty_next} />}>
        {(d) => (
          <div className="table-wrap">
            <Table<Staff>
              rowKey="id" dataSource={d.items} pagination={false} sticky scroll={{ x: 860 }}
              columns={[
                { title: t.name, dataIndex: 'name', render: (name: string, s) => <><strong>{name}</strong><br /><span className="muted">{s.login}</span></> },
                { title: t.roles, render: (_, s) => m.list(s.roles.map((r) => word(c, r))) },
                { title: t.fields, render: (_, s) => m.list(s.fields.map((f) => word(c, f))) },
                {
                  title: t.credential, render: (_, s) => (s.credential
                    ? <>{word(t, `k_${s.credential.kind}`)}<br />{s.credential.expired ? <span className="status tone-waiting"><Icon name="alert" size={14} /> {t.expired}</span> : s.credential.expires_on && <span className="muted">{t.expires_on} {s.credential.expires_on}</span>}</>
                    : <span className="muted">{t.credential_none}</span>),
                },
                { title: t.active, render: (_, s) => <span className={`status ${s.active ? 'tone-done' : 'tone-plain'}`}><Icon name={s.active ? 'check' : 'cross'} size={14} /> {s.active ? t.active : t.inactive}</span> },
                {
                  title: '', render: (_, s) => (
                    <div className="row">
                      <button className="link" onClick={() => setOpen({ what: 'edit', of: s })}>{t.edit}</button>
                      <button className="link" onClick={() => setOpen({ what: 'credential', of: s })}>{t.credential_add}</button>
                      {s.practises && <button className="link" onClick={() => setOpen({ what: 'conflict', of: s })}>{t.conflict}</button>}
                    </div>
                  ),
                },
              ]}
            />
          </div>
        )}
      </Loaded>
      {open?.what === 'new' && <StaffBox onClose={() => setOpen(undefined)} onDone={() => done(t.saved)} />}
      {open?.what === 'edit' && <StaffBox of={open.of} onClose={() => setOpen(undefined)} onDone={() => done(t.saved)} />}
      {open?.what === 'credential' && <CredentialBox of={open.of} onClose={() => setOpen(undefined)} onDone={() => done(t.saved)} />}
      {open?.what === 'conflict' && <ConflictBox of={open.of} onClose={() => setOpen(undefined)} onDone={() => done(t.declared)} />}
    </>
  );
}
