// SPDX-License-Identifier: AGPL-3.0-or-later
// The door: a passphrase for staff and adults, a code card for pupils. Nothing typed here is kept after it is sent.
import { useState, type FormEvent } from 'react';
import { api } from '../shared/api/client.ts';
import type { Me } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { Choices, FormField } from '../shared/ui/field.tsx';
import { ProblemNote } from '../shared/ui/problem.tsx';
import { identity } from './identity.words.ts';

export function CardForm({ onEntered }: { onEntered: (me: Me) => void }) {
  const t = useWords(identity);
  const [code, setCode] = useState('');
  const enter = useAction(async () => {
    const me = await api.post<Me>('/session/card', { body: { code: code.replace(/[\s-]/g, '').toUpperCase() } });
    setCode('');
    onEntered(me);
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    void enter.run();
  };
  return (
    <form className="stack card-code" onSubmit={submit} autoComplete="off">
      <FormField label={t.card_label} hint={t.card_hint}>
        {(ids) => <input {...ids} value={code} onChange={(e) => setCode(e.target.value)} required maxLength={20} autoComplete="off" autoCapitalize="characters" spellCheck={false} autoFocus />}
      </FormField>
      <ProblemNote problem={enter.problem} />
      <button className="button primary big wide" disabled={enter.busy || !code.trim()}>{enter.busy ? t.entering : t.enter}</button>
      <p className="muted small">{t.card_lost}</p>
    </form>
  );
}

export function PassphraseForm({ login, onEntered, label }: { login?: string; onEntered: (me: Me) => void; label?: string }) {
  const t = useWords(identity);
  const [name, setName] = useState(login ?? '');
  const [passphrase, setPassphrase] = useState('');
  const enter = useAction(async () => {
    const me = await api.post<Me>('/session', { body: { login: name.trim(), passphrase } });
    setPassphrase('');
    onEntered(me);
  });
  return (
    <form className="stack" onSubmit={(e) => { e.preventDefault(); void enter.run(); }}>
      {login === undefined && (
        <FormField label={t.login}>
          {(ids) => <input {...ids} value={name} onChange={(e) => setName(e.target.value)} required maxLength={80} autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />}
        </FormField>
      )}
      <FormField label={t.passphrase}>
        {(ids) => <input {...ids} type="password" value={passphrase} onChange={(e) => setPassphrase(e.target.value)} required maxLength={200} autoComplete="current-password" autoFocus={login !== undefined} />}
      </FormField>
      <ProblemNote problem={enter.problem} />
      <button className="button primary big wide" disabled={enter.busy || !passphrase || !name.trim()}>{enter.busy ? t.entering : label ?? t.enter}</button>
    </form>
  );
}

export function SignIn({ onEntered, first = 'card' }: { onEntered?: (me: Me) => void; first?: 'card' | 'passphrase' }) {
  const t = useWords(identity);
  const session = useSession();
  const [how, setHow] = useState<'card' | 'passphrase'>(first);
  const entered = (me: Me) => {
    session.entered(me);
    onEntered?.(me);
  };
  return (
    <div className="sign-in card stack">
      <h1>{t.title}</h1>
      <Choices legend={<span className="visually-hidden">{t.which}</span>} value={how} onChange={setHow} options={[['card', t.with_card], ['passphrase', t.with_passphrase]]} />
      {how === 'card' ? <CardForm onEntered={entered} /> : <PassphraseForm onEntered={entered} />}
      {how === 'passphrase' && (
        <details className="forgot">
          <summary>{t.forgot}</summary>
          <p className="muted small">{first === 'passphrase' ? t.forgot_staff : t.forgot_visitor}</p>
        </details>
      )}
      <p className="muted small">{t.shared_pc}</p>
    </div>
  );
}
