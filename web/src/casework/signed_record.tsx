// SPDX-License-Identifier: AGPL-3.0-or-later
// A signed record cannot be changed; later words are an addendum.
import { Input } from 'antd';
import { useState } from 'react';
import { api } from '../shared/api/client.ts';
import type { SessionRecord } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { shared } from '../shared/shared.words.ts';
import { moment } from '../shared/time.ts';
import { FormField } from '../shared/ui/field.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { casework } from './casework.words.ts';
import { RecordView } from './record_view.tsx';
import { Addenda } from './versions.tsx';

export function SignedRecord({ record, onChanged }: { record: SessionRecord; onChanged: () => void }) {
  const t = useWords(casework);
  const s = useWords(shared);
  const { language } = useVoice();
  const zone = useZone();
  const { tell } = useToast();
  const [writing, setWriting] = useState(false);
  const [text, setText] = useState('');
  const [added, setAdded] = useState(0);
  const add = useAction(async ({ attempt }) => {
    await api.post('/sessions/{session}/record/addenda', { path: { session: record.session }, body: { text: text.trim() }, attempt });
    setWriting(false);
    setText('');
    setAdded((n) => n + 1);
    tell(t.addendum_saved);
    onChanged();
  });
  return (
    <section className="card">
      <p className="row"><span className="status tone-done"><Icon name="lock" size={14} /> {t.signed}</span><span className="muted">{record.author_name}{record.saved_at && ` · ${moment(record.saved_at, zone, language)}`}</span></p>
      <RecordView of={record} />
      <Addenda session={record.session} added={added} />
      {writing ? (
        <div className="stack-8">
          <FormField label={t.addendum} hint={t.addendum_says}>{(ids) => <Input.TextArea {...ids} autoFocus rows={4} maxLength={8000} value={text} onChange={(e) => setText(e.target.value)} />}</FormField>
          <ActionProblem action={add} />
          <div className="row"><button className="button primary" disabled={add.busy || !text.trim()} onClick={() => void add.run()}>{s.save}</button><button className="button" onClick={() => setWriting(false)}>{s.cancel}</button></div>
        </div>
      ) : <button className="button" onClick={() => setWriting(true)}><Icon name="plus" size={15} /> {t.addendum_add}</button>}
    </section>
  );
}
