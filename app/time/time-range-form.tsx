import Button from '@splunk/react-ui/Button';
import { variables } from '@splunk/themes';
import { type FormEvent, useId, useState } from 'react';
import styled from 'styled-components';
import type { TimeRange } from '../search/search-board';
import type { Extent } from '../search/use-extent';
import { formatTime, parseTime } from './format-time';

const Form = styled.form`
  display: grid;
  grid-template-columns: auto 1fr;
  gap: 8px 10px;
  align-items: center;
  padding: 12px 16px;
  border-top: 1px solid ${variables.borderColor};
  p {
    grid-column: 1 / -1;
    margin: 0;
    color: ${variables.contentColorNegative};
  }
  button {
    grid-column: 1 / -1;
  }
`;

const Field = styled.input`
  width: 180px;
  padding: 5px 8px;
  background: ${variables.backgroundColorPage};
  border: 1px solid ${variables.interactiveColorBorder};
  border-radius: 3px;
  color: inherit;
  font: inherit;
  font-variant-numeric: tabular-nums;
`;

interface TimeRangeFormProps {
  readonly range: TimeRange | undefined;
  readonly extent: Extent | undefined;
  readonly onRange: (range: TimeRange) => void;
}

const isAbsolute = (time: string | undefined): time is string => /^\d+(\.\d+)?$/.test(time ?? '');

/** Two times in UTC, from and to, starting at the present range or else at the ends of the data. */
export function TimeRangeForm({ range, extent, onRange }: TimeRangeFormProps) {
  const start = isAbsolute(range?.earliest) ? range.earliest : String(extent?.earliest ?? '');
  const end = isAbsolute(range?.latest) ? range.latest : String(extent ? Math.ceil(extent.latest) : '');
  const [from, setFrom] = useState(formatTime(start));
  const [to, setTo] = useState(formatTime(end));
  const [fault, setFault] = useState('');
  const faultId = useId();

  function submit(event: FormEvent): void {
    event.preventDefault();
    const [earliest, latest] = [parseTime(from), parseTime(to)];
    if (Number.isNaN(earliest) || Number.isNaN(latest)) {
      setFault('A time is written as 2012-03-17 20:09:22.');
    } else if (earliest >= latest) {
      setFault('The range ends before it begins.');
    } else {
      onRange({ earliest: String(earliest), latest: String(latest) });
    }
  }

  return (
    <Form onSubmit={submit} aria-label="From and to, in UTC">
      <label htmlFor={`${faultId}-from`}>From (UTC)</label>
      <Field
        id={`${faultId}-from`}
        value={from}
        aria-describedby={faultId}
        onChange={(event) => setFrom(event.target.value)}
      />
      <label htmlFor={`${faultId}-to`}>To (UTC)</label>
      <Field
        id={`${faultId}-to`}
        value={to}
        aria-describedby={faultId}
        onChange={(event) => setTo(event.target.value)}
      />
      {fault !== '' && (
        <p id={faultId} role="alert">
          {fault}
        </p>
      )}
      <Button type="submit" appearance="primary" label="Apply" />
    </Form>
  );
}
