import Button from '@splunk/react-ui/Button';
import type { TimeRange } from '../search/search-board';
import type { Extent } from '../search/use-extent';
import { TimeRangeControl } from '../time/time-range-control';

export interface PageControlsProps {
  /** Absent: all the data there is. */
  readonly range: TimeRange | undefined;
  readonly extent: Extent | undefined;
  readonly onRange: (range: TimeRange | undefined) => void;
  readonly onRefresh: () => void;
}

/** What governs a whole page: its time range, and searching anew. */
export default function PageControls({ range, extent, onRange, onRefresh }: PageControlsProps) {
  return (
    <>
      <TimeRangeControl range={range} extent={extent} onRange={onRange} />
      <Button label="Refresh" onClick={onRefresh} />
    </>
  );
}
