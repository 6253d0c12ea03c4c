// SPDX-License-Identifier: AGPL-3.0-or-later
// Look for one person, or register one. There is no list of all.
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Box } from '../console/antd.tsx';
import { PageTop } from '../console/page.tsx';
import { SearchBox } from '../console/search_box.tsx';
import { api } from '../shared/api/client.ts';
import type { Person, PersonFields, PersonHit } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { Who } from '../shared/discreet.tsx';
import { useFields } from '../shared/fields.ts';
import { useKeys } from '../shared/keys.ts';
import { useWords } from '../shared/language.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { PersonForm } from './person_fields.tsx';
import { visitors } from './visitors.words.ts';

function Register({ onClose }: { onClose: () => void }) {
  const t = useWords(visitors);
  const navigate = useNavigate();
  const { tell } = useToast();
  const form = useFields<PersonFields>({ kind: 'pupil', name: '' });
  const [made, setMade] = useState<{ person: Person; possible_duplicates: PersonHit[] }>();
  const register = useAction(async ({ attempt, override }) => {
    const answer = await api.post<{ person: Person; possible_duplicates: PersonHit[] }>('/persons', { body: { ...form.values, name: form.values.name.trim(), ...override }, attempt });
    tell(t.registered);
    if (answer.possible_duplicates.length) setMade(answer);
    else navigate(`/console/people/${answer.person.id}`);
  });
  if (made) {
    return (
      <Box title={t.duplicates} onClose={onClose}>
        <p className="muted">{t.duplicates_hint}</p>
        <ul className="stack-8 bare">
          {made.possible_duplicates.map((hit) => (
            <li key={hit.id} className="row apart"><span><strong><Who person={hit} /></strong> <span className="muted">{hit.code}</span></span><button className="button small" onClick={() => navigate(`/console/people/${hit.id}`)}>{t.use_this}</button></li>
          ))}
        </ul>
        <div className="dialog-actions"><button className="button primary" onClick={() => navigate(`/console/people/${made.person.id}`)}>{t.is_new}</button></div>
      </Box>
    );
  }
  return (
    <Box title={t.register} onClose={onClose}>
      <form className="stack" onSubmit={(e) => { e.preventDefault(); void register.run(); }}>
        <PersonForm form={form} problem={register.problem} />
        <ActionProblem action={register} />
        <div className="dialog-actions"><button className="button primary" disabled={register.busy || !form.values.name.trim()}>{t.register_go}</button></div>
      </form>
    </Box>
  );
}

export default function People() {
  const t = useWords(visitors);
  const [open, setOpen] = useState(false);
  useKeys({ n: () => setOpen(true) });
  return (
    <>
      <PageTop title={t.title}><button className="button primary" onClick={() => setOpen(true)}><Icon name="plus" size={16} /> {t.register}</button></PageTop>
      <section className="card narrow"><h2>{t.find}</h2><SearchBox here /><p className="muted small">{t.find_hint}</p></section>
      {open && <Register onClose={() => setOpen(false)} />}
    </>
  );
}
