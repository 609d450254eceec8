import Button from '@splunk/react-ui/Button';
import Dropdown from '@splunk/react-ui/Dropdown';
import Menu from '@splunk/react-ui/Menu';
import { useState } from 'react';
import type { TimeRange } from '../search/search-board';
import type { Extent } from '../search/use-extent';
import { describeRange, PRESETS } from './presets';
import { TimeRangeForm } from './time-range-form';

interface TimeRangeControlProps {
  readonly range: TimeRange | undefined;
  readonly extent: Extent | undefined;
  readonly onRange: (range: TimeRange | undefined) => void;
}

/** The button that tells the time range of a page and opens the choice of another. */
export function TimeRangeControl({ range, extent, onRange }: TimeRangeControlProps) {
  const [isOpen, setOpen] = useState(false);
  const label = describeRange(range);
  const choose = (next: TimeRange | undefined): void => {
    setOpen(false);
    onRange(next);
  };
  return (
    <Dropdown
      toggle={<Button label={label} isMenu aria-label={`Time range: ${label}`} data-test="time-range" />}
      open={isOpen}
      onRequestOpen={() => setOpen(true)}
      onRequestClose={() => setOpen(false)}
      align="end"
      retainFocus
    >
      <Menu>
        {PRESETS.map((preset) => (
          <Menu.Item
            key={preset.title}
            selectable
            selected={preset.title === label}
            onClick={() => choose(preset.range)}
          >
            {preset.title}
          </Menu.Item>
        ))}
      </Menu>
      <TimeRangeForm range={range} extent={extent} onRange={choose} />
    </Dropdown>
  );
}
