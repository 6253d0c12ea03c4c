// SPDX-License-Identifier: AGPL-3.0-or-later
// The tab says where I am, never about whom.
import { useEffect } from 'react';

export function useTitle(page: string): void {
  useEffect(() => {
    document.title = page;
  }, [page]);
}
