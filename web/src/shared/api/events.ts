// SPDX-License-Identifier: AGPL-3.0-or-later
// Server-sent events carry a topic and a sequence, nothing else: the page fetches again through the API.
// One connection for the whole page; after a break everybody fetches once.
import { useEffect, useRef } from 'react';

type Listener = (topic: string) => void;

const listeners = new Set<Listener>();
let source: EventSource | undefined;
let broken = false;

function tell(topic: string): void {
  for (const listener of listeners) listener(topic);
}

function open(): void {
  source = new EventSource('/api/v1/events');
  source.addEventListener('change', (event: MessageEvent<string>) => {
    try {
      tell(String((JSON.parse(event.data) as { topic?: unknown }).topic ?? ''));
    } catch {
      tell('');
    }
  });
  source.onerror = () => {
    broken = true;
  };
  source.onopen = () => {
    if (broken) tell('');
    broken = false;
  };
}

export function closeEvents(): void {
  source?.close();
  source = undefined;
}

// Calls back, at most once in 300 ms, when something under one of the topics has changed, and when that is not known.
export function useTopics(topics: readonly string[], changed: () => void): void {
  const latest = useRef(changed);
  latest.current = changed;
  const key = topics.join(' ');
  useEffect(() => {
    let timer: number | undefined;
    const listener: Listener = (topic) => {
      if (topic !== '' && !key.split(' ').some((t) => topic.startsWith(t))) return;
      timer ??= window.setTimeout(() => {
        timer = undefined;
        latest.current();
      }, 300);
    };
    listeners.add(listener);
    if (!source) open();
    return () => {
      listeners.delete(listener);
      window.clearTimeout(timer);
      if (listeners.size === 0) closeEvents();
    };
  }, [key]);
}
