// SPDX-License-Identifier: AGPL-3.0-or-later
// One person: who they are, their form, guardians, consents and code card. Nothing of what is said.
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Box } from '../console/antd.tsx';
import { PageTop } from '../console/page.tsx';
import { Guardians } from '../family/guardians.tsx';
import { BasicFormEditor } from '../reception/basic_form.tsx';
import { reception } from '../reception/reception.words.ts';
import { NewBooking } from '../scheduling/new_booking.tsx';
import { api } from '../shared/api/client.ts';
import type { Person, PersonFields } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useDiscreet } from '../shared/discreet.tsx';
import { useFields } from '../shared/fields.ts';
import { useVoice, useWords } from '../shared/language.tsx';
import { closed, shared } from '../shared/shared.words.ts';
import { useSession } from '../shared/session.tsx';
import { dayWords } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { ConflictBox } from '../staff/staff_boxes.tsx';
import { staff } from '../staff/staff.words.ts';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { Loaded } from '../shared/ui/states.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { CodeCard } from './code_card.tsx';
import { PersonForm } from './person_fields.tsx';
import { visitors } from './visitors.words.ts';

function Edit({ person, onClose, onSaved }: { person: Person; onClose: () => void; onSaved: () => void }) {
  const t = useWords(visitors);
  const s = useWords(shared);
  const { kind, name, gender, birthday, phone, student_number } = person;
  const form = useFields<PersonFields>({
    kind, name, ...(gender ? { gender } : {}), ...(birthday ? { birthday } : {}), ...(phone ? { phone } : {}), ...(student_number ? { student_number } : {}), ...(person.class ? { class: person.class.id } : {}),
  });
  const save = useAction(async ({ attempt }) => {
    await api.put('/persons/{person}', { path: { person: person.id }, version: person.version, body: form.values, attempt });
    onSaved();
  });
  return (
    <Box title={t.edit} onClose={onClose}>
      <form className="stack" onSubmit={(e) => { e.preventDefault(); void save.run(); }}>
        <PersonForm form={form} problem={save.problem} />
        <ActionProblem action={save} />
        <div className="dialog-actions"><button className="button primary" disabled={save.busy}>{s.save}</button></div>
      </form>
    </Box>
  );
}

export default function PersonPage() {
  const t = useWords(visitors);
  const c = useWords(closed);
  const r = useWords(reception);
  const { id = '' } = useParams();
  const { language } = useVoice();
  const { discreet } = useDiscreet();
  const { tell } = useToast();
  const st = useWords(staff);
  const { me, wears } = useSession();
  const [open, setOpen] = useState<'edit' | 'book' | 'conflict'>();
  const load = useLoad((signal) => api.get<Person>('/persons/{person}', { path: { person: id }, signal }), [id]);
  return (
    <Loaded load={load} rows={10}>
      {(p) => (
        <>
          <PageTop title={t.title} about={discreet ? p.code : p.label}>
            <Link className="button" to={`/console/people/${id}/consents`}><Icon name="pen" size={16} /> {t.consents}</Link>
            <button className="button primary" onClick={() => setOpen('book')}><Icon name="calendar" size={16} /> {t.book}</button>
          </PageTop>
          <div className="split">
            <section className="card"><h2>{r.form_title}</h2><BasicFormEditor person={id} onSaved={() => tell(r.form_saved)} /></section>
            <div className="stack">
              <section className="card">
                <div className="row apart"><h2>{t.details}</h2><button className="link" onClick={() => setOpen('edit')}>{t.edit}</button></div>
                <dl className="facts">
                  <dt>{t.name}</dt><dd>{discreet ? '···' : p.name} {p.provisional && <span className="status tone-waiting"><Icon name="person" size={14} /> {t.provisional}</span>}</dd>
                  <dt>{t.code}</dt><dd>{p.code}</dd>
                  <dt>{t.kind}</dt><dd>{c[p.kind]}</dd>
                  {p.class && <><dt>{t.class}</dt><dd>{p.class.name}</dd></>}
                  <dt>{t.age}</dt><dd>{c[p.age_band]}</dd>
                  {p.gender && <><dt>{t.gender}</dt><dd>{c[p.gender]}</dd></>}
                  {p.birthday && !discreet && <><dt>{t.birthday}</dt><dd>{dayWords(p.birthday, language, true)}</dd></>}
                  {p.phone && !discreet && <><dt>{t.phone}</dt><dd>{p.phone}</dd></>}
                </dl>
                {wears('counsellor') && <button className="link quiet" onClick={() => setOpen('conflict')}><Icon name="people" size={14} /> {t.know_privately}</button>}
              </section>
              {p.kind === 'pupil' && <Guardians person={id} />}
              <CodeCard person={id} />
            </div>
          </div>
          {open === 'edit' && <Edit person={p} onClose={() => setOpen(undefined)} onSaved={() => { setOpen(undefined); load.reload(); tell(t.saved); }} />}
          {open === 'conflict' && <ConflictBox of={{ id: me!.person }} person={p} onClose={() => setOpen(undefined)} onDone={() => { setOpen(undefined); tell(st.declared); }} />}
          {open === 'book' && <NewBooking visitor={p} onClose={() => setOpen(undefined)} onDone={() => setOpen(undefined)} />}
        </>
      )}
    </Loaded>
  );
}
