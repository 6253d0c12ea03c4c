// SPDX-License-Identifier: AGPL-3.0-or-later
import { Select } from 'antd';
import { useState } from 'react';
import { Box } from '../console/antd.tsx';
import { api, Attempt } from '../shared/api/client.ts';
import type { Audience, ConsentText, Guardian, List, Person, Purpose } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useVoice, useWords } from '../shared/language.tsx';
import { closed } from '../shared/shared.words.ts';
import { Choices, FormField } from '../shared/ui/field.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { SignaturePad } from '../shared/ui/signature.tsx';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { fill } from '../shared/words.ts';
import { consent } from './consent.words.ts';
import { audienceOf } from './sign_consent.tsx';
import { ConsentTextView, ticksLeft } from './text_view.tsx';

const scanBytesMax = 5 * 1024 * 1024;

function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error ?? new Error('read'));
    reader.readAsDataURL(file);
  });
}

export function CaptureBox({ person, purpose, onClose, onDone }: { person: Person; purpose: Purpose; onClose: () => void; onDone: () => void }) {
  const t = useWords(consent);
  const c = useWords(closed);
  const { language } = useVoice();
  const [by, setBy] = useState<'self' | 'guardian'>('self');
  const [medium, setMedium] = useState<'screen' | 'paper' | 'spoken'>('screen');
  const [guardian, setGuardian] = useState<string>();
  const [ticks, setTicks] = useState<string[]>([]);
  const [understood, setUnderstood] = useState<'said_back' | 'nodded' | 'not_sure'>();
  const [signature, setSignature] = useState<string>();
  const [scan, setScan] = useState<File>();
  const [uploads] = useState(() => new Attempt());
  const audience: Audience = by === 'guardian' ? 'guardian' : audienceOf(person);
  const texts = useLoad((signal) => api.get<List<ConsentText>>('/consent-texts', { query: { purpose, audience }, signal }), [purpose, audience, language]);
  const guardians = useLoad((signal) => api.get<List<Guardian>>('/persons/{person}/guardians', { path: { person: person.id }, signal }), [person.id]);
  const give = useAction(async ({ attempt, override }, text: ConsentText) => {
    let file: string | undefined;
    if (medium === 'paper' && scan) {
      file = (await api.post<{ id: string }>('/files', { body: { media_type: scan.type || 'application/octet-stream', content: await base64(scan), person: person.id }, attempt: uploads })).id;
    }
    await api.post('/persons/{person}/consents', {
      path: { person: person.id }, attempt,
      body: { text: text.id, ticks, by, medium, ...(understood ? { understood } : {}), ...(guardian && by === 'guardian' ? { guardian } : {}), ...(signature && medium === 'screen' ? { signature } : {}), ...(file ? { scan: file } : {}), ...override },
    });
    onDone();
  });
  const tooBig = scan && scan.size > scanBytesMax;
  const evidence = medium === 'screen' ? !!signature : medium === 'paper' ? !!scan && !tooBig : true;
  return (
    <Box title={c[purpose]} onClose={onClose} wide>
      <div className="filters">
        <Choices legend={t.who_signs} value={by} onChange={(x) => { setBy(x); setTicks([]); }} options={[['self', t.self], ['guardian', t.guardian]]} />
        <Choices legend={t.medium} value={medium} onChange={setMedium} options={[['screen', c.screen], ['paper', c.paper], ['spoken', c.spoken]]} />
      </div>
      {by === 'guardian' && (guardians.data?.items.length ? (
        <FormField label={t.which_guardian}>{(ids) => <Select {...ids} value={guardian ?? null} onChange={(x) => setGuardian(x ?? undefined)} options={guardians.data!.items.filter((g) => !g.until).map((g) => ({ value: g.id, label: g.person.label }))} />}</FormField>
      ) : <p className="muted">{t.no_guardians}</p>)}
      <Loaded load={texts} rows={6} empty={(d) => d.items.length === 0 && <Empty icon="pen" title={t.no_text} next={t.no_text_next} />}>
        {(d) => {
          const text = d.items[0]!;
          const left = ticksLeft(text, ticks);
          return (
            <>
              {medium === 'screen' && <p className="muted">{t.show_visitor}</p>}
              {medium === 'spoken' && <p className="muted">{t.spoken_note}</p>}
              <ConsentTextView text={text} ticks={ticks} onTicks={setTicks} />
              <Choices legend={t.understood} value={understood} onChange={setUnderstood} options={[['said_back', t.said_back], ['nodded', t.nodded], ['not_sure', t.not_sure]]} />
              {medium === 'screen' && <SignaturePad onChange={setSignature} />}
              {medium === 'paper' && (
                <FormField label={t.scan} hint={scan ? fill(t.scan_taken, { name: scan.name }) : t.scan_hint} error={tooBig ? t.scan_big : undefined}>
                  {(ids) => <input {...ids} type="file" accept="image/*,application/pdf" onChange={(e) => setScan(e.target.files?.[0])} />}
                </FormField>
              )}
              <ActionProblem action={give} />
              {left > 0 && <p className="muted">{fill(t.ticks_left, { n: left })}</p>}
              <div className="dialog-actions"><button className="button primary" disabled={left > 0 || !evidence || give.busy || (by === 'guardian' && !guardian)} onClick={() => void give.run(text)}>{t.save_consent}</button></div>
            </>
          );
        }}
      </Loaded>
    </Box>
  );
}
