// SPDX-License-Identifier: AGPL-3.0-or-later
// A consent text, part by part, with a tick where the text asks for one.
import { useWords } from '../shared/language.tsx';
import type { ConsentText } from '../shared/api/types.ts';
import { fill } from '../shared/words.ts';
import { consent } from './consent.words.ts';

export function ConsentTextView({ text, ticks, onTicks }: { text: ConsentText; ticks: string[]; onTicks?: (ticks: string[]) => void }) {
  const t = useWords(consent);
  return (
    <>
      <h2>{text.title}</h2>
      <p className="muted small">{fill(t.version, { n: text.version })} · {text.published_at.slice(0, 10)}</p>
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
