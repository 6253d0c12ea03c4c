// SPDX-License-Identifier: AGPL-3.0-or-later
// Read a consent in plain language, tick its parts, sign with a finger.
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { PageHead } from '../portal/page_head.tsx';
import { api } from '../shared/api/client.ts';
import type { Audience, ConsentState, ConsentText, List, Person, Purpose } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useVoice, useWords } from '../shared/language.tsx';
import { closed } from '../shared/shared.words.ts';
import { Choices } from '../shared/ui/field.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { SignaturePad } from '../shared/ui/signature.tsx';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { fill } from '../shared/words.ts';
import { consent } from './consent.words.ts';
import { ConsentTextView, ticksLeft } from './text_view.tsx';

export function audienceOf(person: Pick<Person, 'kind' | 'age_band'>): Audience {
  if (person.age_band === 'unknown') return person.kind === 'pupil' ? 'from_8_to_13' : 'adult';
  return person.age_band;
}

export default function SignConsent() {
  const t = useWords(consent);
  const c = useWords(closed);
  const { language } = useVoice();
  const { purpose = 'service' } = useParams<{ purpose: Purpose }>();
  const navigate = useNavigate();
  const { tell } = useToast();
  const [ticks, setTicks] = useState<string[]>([]);
  const [understood, setUnderstood] = useState<'said_back' | 'nodded' | 'not_sure'>();
  const [signature, setSignature] = useState<string>();
  const load = useLoad(async (signal) => {
    const me = await api.get<Person>('/me/person', { signal });
    const texts = await api.get<List<ConsentText>>('/consent-texts', { query: { purpose, audience: audienceOf(me) }, signal });
    return texts.items[0];
  }, [purpose, language]);
  const sign = useAction(async ({ attempt }, text: ConsentText) => {
    const after = await api.post<ConsentState>('/me/consents', { body: { text: text.id, ticks, understood, by: 'self', medium: 'screen', signature }, attempt });
    tell(after?.state === 'waiting_guardian' ? t.waiting_guardian : t.signed);
    navigate('/consents');
  });
  return (
    <>
      <PageHead title={c[purpose]} back="/consents" />
      <Loaded load={load} rows={10} empty={(text) => !text && <Empty icon="pen" title={t.no_text} next={t.no_text_next} />}>
        {(text) => {
          const left = ticksLeft(text!, ticks);
          return (
            <div className="card">
              <ConsentTextView text={text!} ticks={ticks} onTicks={setTicks} />
              <Choices legend={t.understood} value={understood} onChange={setUnderstood} options={[['said_back', t.said_back], ['nodded', t.nodded], ['not_sure', t.not_sure]]} />
              {understood === 'not_sure' ? <p className="notice tone-info">{t.not_sure_next}</p> : (
                <>
                  <SignaturePad onChange={setSignature} />
                  <p className="muted small">{t.no_pen}</p>
                  <ActionProblem action={sign} />
                  {left > 0 && <p className="muted">{fill(t.ticks_left, { n: left })}</p>}
                  <button className="button primary big wide" disabled={left > 0 || !signature || !understood || sign.busy} onClick={() => void sign.run(text!)}>{t.sign}</button>
                </>
              )}
            </div>
          );
        }}
      </Loaded>
    </>
  );
}
