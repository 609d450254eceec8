import Button from '@splunk/react-ui/Button';
import ControlGroup from '@splunk/react-ui/ControlGroup';
import DateField from '@splunk/react-ui/Date';
import { useId } from 'react';
import { dayIn } from '../time/expiry';

const PRESETS = [7, 30, 90];

interface EndFieldProps {
  /** As `2026-03-31`. */
  readonly end: string;
  readonly onEnd: (end: string) => void;
}

/** The last day of an entry, by days from now or by date. */
export function EndField({ end, onEnd }: EndFieldProps) {
  const dayId = useId();
  return (
    <ControlGroup
      label="Counts to the end of (UTC)"
      labelFor={dayId}
      labelPosition="top"
      controlsLayout="none"
      help="An entry without an end counts for nothing: no door is left open by being forgotten."
    >
      <div style={{ display: 'flex', gap: 8 }}>
        <DateField inputId={dayId} value={end} onChange={(_, { value }) => onEnd(value)} />
        {PRESETS.map((days) => {
          const day = dayIn(days);
          return (
            <Button
              key={days}
              label={`${days} days`}
              appearance={day === end ? 'primary' : 'secondary'}
              aria-pressed={day === end}
              onClick={() => onEnd(day)}
            />
          );
        })}
      </div>
    </ControlGroup>
  );
}
