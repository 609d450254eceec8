import type { Dashboard } from '../model/dashboard';
import type { InputValues } from '../model/input';

/** What of a dashboard is seen with these values of its inputs. */
interface SeenPart extends Pick<Dashboard, 'layout' | 'searches'> {
  /** Searches whose rows are read; the others are their bases. */
  readonly shown: readonly string[];
}

/** Gives the rows of panels that are shown with these values, and the searches that they need. */
export function seenPart({ panels, layout, searches }: Dashboard, values: InputValues): SeenPart {
  const seen = Object.keys(panels).filter((id) => panels[id]?.when?.(values) ?? true);
  const rows = layout.map(({ height, panels: shares }) => ({
    height,
    panels: Object.fromEntries(Object.entries(shares).filter(([id]) => seen.includes(id))),
  }));
  const shown = [...new Set(seen.flatMap((id) => panels[id]?.search ?? []))];
  const needed = new Set(shown.flatMap((name) => [name, searches[name]?.base ?? name]));
  return {
    shown,
    layout: rows.filter((row) => Object.keys(row.panels).length > 0),
    searches: Object.fromEntries(Object.entries(searches).filter(([name]) => needed.has(name))),
  };
}
