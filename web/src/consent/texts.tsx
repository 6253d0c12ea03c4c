// SPDX-License-Identifier: AGPL-3.0-or-later
// The texts people are asked to agree to: which version is in force for whom, what it looks like, and how a new one is published.
import { Segmented } from 'antd';
import { useState } from 'react';
import { Box } from '../console/antd.tsx';
import { SettingsHead } from '../governance/settings_head.tsx';
import { api } from '../shared/api/client.ts';
import type { Audience, ConsentText, List, Purpose } from '../shared/api/types.ts';
import { useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useMarks, useVoice, useWords } from '../shared/language.tsx';
import { closed } from '../shared/shared.words.ts';
import { dayOf } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Loaded } from '../shared/ui/states.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { fill } from '../shared/words.ts';
import { TextEditor, type Begun } from './text_editor.tsx';
import { ConsentTextView } from './text_view.tsx';
import { texts } from './texts.words.ts';

const purposes = ['service', 'data_processing', 'recording', 'observation', 'research', 'guardian_contact'] as const satisfies readonly Purpose[];
const audiences = ['under_8', 'from_8_to_13', 'from_14_to_17', 'adult', 'guardian'] as const satisfies readonly Audience[];
type Both = { zh: ConsentText[]; en: ConsentText[] };

function begunFrom(both: Both, purpose: Purpose, audience: Audience): Begun {
  const own = (all: ConsentText[]) => all.find((x) => x.purpose === purpose && x.audience === audience);
  const zh = own(both.zh);
  const from = zh ?? both.zh.find((x) => x.purpose === purpose) ?? both.zh[0];
  const en = both.en.find((x) => x.id === from?.id);
  return { ...(from ? { zh: from } : {}), ...(en ? { en } : {}), other: !zh, newest: zh?.version ?? 0 };
}

function Look({ of, all, onClose }: { of: ConsentText; all: ConsentText[]; onClose: () => void }) {
  const t = useWords(texts);
  const m = useMarks();
  const [audience, setAudience] = useState<Audience>(of.audience);
  const shown = all.find((x) => x.audience === audience) ?? of;
  return (
    <Box title={t.look_title} onClose={onClose} wide>
      {all.length > 1 && <div className="scroll-x"><Segmented value={audience} onChange={setAudience} options={all.map((x) => ({ value: x.audience, label: t[x.audience] }))} /></div>}
      <p className="muted small">{m.colon(t.readability, t[shown.readability])}</p>
      <div className="preview"><ConsentTextView text={shown} ticks={[]} /></div>
    </Box>
  );
}

export default function ConsentTextsPage() {
  const t = useWords(texts);
  const c = useWords(closed);
  const { language } = useVoice();
  const zone = useZone();
  const { tell } = useToast();
  const [look, setLook] = useState<ConsentText>();
  const [write, setWrite] = useState<{ purpose: Purpose; audience: Audience }>();
  const load = useLoad(async (signal): Promise<Both> => {
    const [zh, en] = await Promise.all((['zh', 'en'] as const).map((speak) => api.get<List<ConsentText>>('/consent-texts', { speak, signal })));
    return { zh: zh!.items, en: en!.items };
  }, []);
  const mine = load.data?.[language] ?? [];
  return (
    <>
      <SettingsHead part="texts" />
      <p className="muted">{t.say}</p>
      <Loaded load={load} rows={10}>
        {() => purposes.map((purpose) => (
          <section key={purpose} className="card">
            <h2>{c[purpose]}</h2>
            <div className="table-wrap">
              <table className="plain-table stacks">
                <thead><tr><th scope="col">{t.audience}</th><th scope="col">{t.version}</th><th scope="col">{t.published}</th><th scope="col">{t.readability}</th><th /></tr></thead>
                <tbody>
                  {audiences.map((audience) => {
                    const text = mine.find((x) => x.purpose === purpose && x.audience === audience);
                    return (
                      <tr key={audience}>
                        <th scope="row">{t[audience]}</th>
                        {text
                          ? <><td data-label={t.version}>{fill(t.version_is, { n: text.version })}</td><td data-label={t.published}>{dayOf(text.published_at, zone, language, true)}</td><td data-label={t.readability}>{t[text.readability]}</td></>
                          : <td colSpan={3} className="muted">{t.none}</td>}
                        <td>
                          <div className="row acts">
                            {text && <button className="link" aria-label={`${t.look} ${c[purpose]} ${t[audience]}`} onClick={() => setLook(text)}><Icon name="eye" size={14} /> {t.look}</button>}
                            <button className="link" aria-label={`${t.publish} ${c[purpose]} ${t[audience]}`} onClick={() => setWrite({ purpose, audience })}><Icon name="pen" size={14} /> {text ? t.publish : t.write_first}</button>
                          </div>
                        </td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </div>
          </section>
        ))}
      </Loaded>
      {look && <Look of={look} all={audiences.flatMap((audience) => mine.filter((x) => x.purpose === look.purpose && x.audience === audience))} onClose={() => setLook(undefined)} />}
      {write && load.data && <TextEditor {...write} begun={begunFrom(load.data, write.purpose, write.audience)} onClose={() => setWrite(undefined)} onDone={() => { setWrite(undefined); tell(t.published_told); load.reload(); }} />}
    </>
  );
}
