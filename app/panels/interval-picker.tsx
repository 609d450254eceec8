import { variables } from '@splunk/themes';
import { useState } from 'react';
import styled from 'styled-components';

// What a chart does for the mouse, this does for the keyboard; it shows itself when it has the focus.
const Picker = styled.label`
  display: flex;
  position: absolute;
  right: 14px;
  bottom: 6px;
  left: 14px;
  gap: 12px;
  padding: 2px 6px;
  background: ${variables.backgroundColorSection};
  opacity: 0;
  pointer-events: none;
  &:focus-within {
    opacity: 1;
    pointer-events: auto;
  }
  input {
    flex: 1 1 auto;
  }
`;

interface IntervalPickerProps {
  readonly title: string;
  /** What each interval holds, in words. */
  readonly intervals: readonly string[];
  readonly onPick: (index: number) => void;
}

/** A slider over the intervals of a chart: arrow keys choose one, Enter selects its events. */
export function IntervalPicker({ title, intervals, onPick }: IntervalPickerProps) {
  const [index, setIndex] = useState(0);
  const words = intervals[index] ?? '';
  return (
    <Picker>
      <input
        type="range"
        min={0}
        max={intervals.length - 1}
        value={index}
        aria-label={`${title}: choose an interval, Enter shows its events`}
        aria-valuetext={words}
        onChange={(event) => setIndex(event.target.valueAsNumber)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onPick(index);
        }}
      />
      <span>{words}</span>
    </Picker>
  );
}
