// SPDX-License-Identifier: AGPL-3.0-or-later
// A consent text, part by part, with a tick where the text asks for one.
import type { ConsentText } from '../shared/api/types.ts';
import { useZone } from '../shared/centre.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { dayOf } from '../shared/time.ts';
import { fill } from '../shared/words.ts';
import { consent } from './consent.words.ts';

export function ConsentTextView({ text, ticks, onTicks }: { text: ConsentText; ticks: string[]; onTicks?: (ticks: string[]) => void }) {
  const t = useWords(consent);
  const { language } = useVoice();
  const zone = useZone();
  return (
    <>
      <h2>{text.title}</h2>
      <p className="muted small">{fill(t.version, { n: text.version })}{text.published_at && ` · ${dayOf(text.published_at, zone, language, true)}`}</p>
      <ol className="sections">
        {text.sections.map((part) => (
          <li key={part.key}>
            <h3>{part.heading}</h3>
            <pre>{part.body}</pre>
            {part.tick && (
              <label className="tick">
                <input type="checkbox" checked={ticks.includes(part.key)} disabled={!onTicks}
                  onChange={(e) => onTicks?.(e.target.checked ? [...ticks, part.key] : ticks.filter((k) => k !== part.key))} />
                <span>{t.tick}</span>
              </label>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

export function ticksLeft(text: ConsentText, ticks: readonly string[]): number {
  return text.sections.filter((part) => part.tick && !ticks.includes(part.key)).length;
}
