// SPDX-License-Identifier: AGPL-3.0-or-later
// Finds a person. The words travel in a body, never in an address; nothing is looked up before Enter.
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../shared/api/client.ts';
import type { PersonHit } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { Who } from '../shared/discreet.tsx';
import { useKeys } from '../shared/keys.ts';
import { useWords } from '../shared/language.tsx';
import { closed } from '../shared/shared.words.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { ProblemNote } from '../shared/ui/problem.tsx';
import { consoleWords } from './console.words.ts';

export function SearchBox({ onPick, here = false }: { onPick?: (hit: PersonHit) => void; here?: boolean }) {
  const t = useWords(consoleWords);
  const c = useWords(closed);
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [found, setFound] = useState<{ items: PersonHit[]; too_many: boolean }>();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const look = useAction(async () => {
    setFound(await api.post<{ items: PersonHit[]; too_many: boolean }>('/persons/search', { body: { text: text.trim() } }));
  });
  const close = () => {
    setFound(undefined);
    look.clear();
  };
  const goThere = () => { input.current?.focus(); input.current?.select(); };
  useKeys(here ? {} : { '/': goThere, 'Ctrl+K': goThere });
  useEffect(() => {
    const away = (e: MouseEvent) => {
      if (!box.current?.contains(e.target as Node)) setFound(undefined);
    };
    document.addEventListener('mousedown', away);
    return () => document.removeEventListener('mousedown', away);
  }, []);
  const pick = (hit: PersonHit) => {
    setText('');
    close();
    if (onPick) onPick(hit);
    else navigate(`/console/people/${hit.id}`);
  };
  return (
    <div className="search-box" ref={box} onKeyDown={(e) => { if (e.key === 'Escape') close(); }}>
      <form role="search" onSubmit={(e) => { e.preventDefault(); if (text.trim()) void look.run(); }}>
        <Icon name="search" size={16} />
        <input ref={input} type="search" value={text} aria-label={t.search} placeholder={t.search} title={t.search_hint} autoComplete="off" spellCheck={false} maxLength={60} onChange={(e) => setText(e.target.value)} />
        {!here && <kbd aria-hidden="true">/</kbd>}
      </form>
      {(found || look.problem) && (
        <div className="search-found" role="status">
          <ProblemNote problem={look.problem} />
          {found?.too_many && <p className="muted">{t.search_many}</p>}
          {found && !found.too_many && found.items.length === 0 && <p className="muted">{t.search_none}</p>}
          {found && found.items.length > 0 && (
            <ul>{found.items.map((hit) => (
              <li key={hit.id}><button type="button" onClick={() => pick(hit)}><strong><Who person={hit} /></strong> <span className="muted">{hit.code} · {c[hit.kind]}</span></button></li>
            ))}</ul>
          )}
        </div>
      )}
    </div>
  );
}
