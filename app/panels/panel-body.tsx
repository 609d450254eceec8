import { lazy, Suspense } from 'react';
import type { Panel } from '../model/panel';
import type { Row } from '../search/rows';
import type { Selection } from '../shell/page-state';
import { Band } from './band';
import { Counts } from './counts';
import { Flow } from './flow';
import { Matrix } from './matrix';
import { Pairs } from './pairs';
import { Ranking } from './ranking';
import { Scores } from './scores';
import { Single } from './single';
import { ResultTable } from './table';

const Timechart = lazy(() => import(/* webpackChunkName: "charts" */ './timechart'));

interface PanelBodyProps {
  readonly panel: Panel;
  readonly fields: readonly string[];
  readonly rows: readonly Row[];
  readonly onSelect: (selection: Selection) => void;
}

/** The rows of a panel in the form of its kind. */
export default function PanelBody({ panel, fields, rows, onSelect }: PanelBodyProps) {
  switch (panel.kind) {
    case 'single':
      return <Single panel={panel} row={rows[0]} />;
    case 'counts':
      return <Counts panel={panel} row={rows[0]} />;
    case 'flow':
      return <Flow panel={panel} rows={rows} onSelect={onSelect} />;
    case 'ranking':
      return <Ranking panel={panel} rows={rows} onSelect={onSelect} />;
    case 'table':
      return <ResultTable panel={panel} rows={rows} onSelect={onSelect} />;
    case 'band':
      return <Band panel={panel} rows={rows} onSelect={onSelect} />;
    case 'scores':
      return <Scores panel={panel} rows={rows} />;
    case 'pairs':
      return <Pairs panel={panel} rows={rows} onSelect={onSelect} />;
    case 'matrix':
      return <Matrix panel={panel} rows={rows} onSelect={onSelect} />;
    case 'timechart':
      return (
        <Suspense fallback={null}>
          <Timechart panel={panel} fields={fields} rows={rows} onSelect={onSelect} />
        </Suspense>
      );
  }
}
