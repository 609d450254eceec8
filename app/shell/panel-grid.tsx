import type { Dashboard } from '../model/dashboard';
import type { SearchBoard } from '../search/search-board';
import { Grid, GridRow } from './layout';
import type { Selection } from './page-state';
import { Panel } from './panel';

interface PanelGridProps extends Pick<Dashboard, 'layout' | 'panels'> {
  readonly board: SearchBoard;
  readonly onSelect: (selection: Selection) => void;
}

/** The panels of a dashboard in its rows. */
export function PanelGrid({ layout, panels, board, onSelect }: PanelGridProps) {
  return (
    <Grid>
      {layout.map(({ height, panels: shares }) => (
        <GridRow key={Object.keys(shares).join()} $count={Object.keys(shares).length}>
          {Object.entries(shares).map(([id, share]) => {
            const panel = panels[id];
            return (
              panel && (
                <Panel
                  key={id}
                  panel={panel}
                  board={board}
                  share={share}
                  height={height}
                  onSelect={onSelect}
                />
              )
            );
          })}
        </GridRow>
      ))}
    </Grid>
  );
}
