import Button from '@splunk/react-ui/Button';
import Text from '@splunk/react-ui/Text';
import TextArea from '@splunk/react-ui/TextArea';
import { type FormEvent, useId, useState } from 'react';
import styled from 'styled-components';
import type { Grounds } from '../kv/owned-record';
import { Remark, Section } from '../shell/section';
import { dayIn, readExpiry } from '../time/expiry';
import type { Entry } from './entries';
import type { OwnedList } from './lists';
import { type LineFault, type Pasted, readPasted } from './pasted';

const Form = styled.form`
  display: grid;
  grid-template-columns: minmax(240px, 2fr) minmax(200px, 1fr);
  gap: 4px 16px;
  max-width: 900px;
  label {
    display: block;
    margin-bottom: 4px;
  }
`;

const Side = styled.div`
  display: flex;
  flex-direction: column;
  gap: 10px;
`;

const Faults = styled.ul`
  margin: 4px 0 0;
  padding-left: 20px;
  overflow-wrap: anywhere;
`;

const SHOWN_FAULTS = 20;

function FaultList({ faults }: { readonly faults: readonly LineFault[] }) {
  const more = faults.length - SHOWN_FAULTS;
  return (
    <Remark as="div" role="alert">
      Nothing was added: {faults.length === 1 ? 'one line is' : `${faults.length} lines are`} at fault.
      <Faults>
        {faults.slice(0, SHOWN_FAULTS).map(({ line, text, fault }) => (
          <li key={line}>
            Line {line}: “{text}”, {fault}
          </li>
        ))}
        {more > 0 && <li>and {more} more</li>}
      </Faults>
    </Remark>
  );
}

interface AddEntriesProps {
  readonly list: OwnedList;
  /** What the list has already. */
  readonly known: ReadonlySet<string>;
  readonly onAdd: (entries: readonly Entry[], grounds: Grounds) => Promise<boolean>;
}

/** Adds one entry or many, one a line; when a line is at fault nothing is added, and each such line is named. */
export function AddEntries({ list, known, onAdd }: AddEntriesProps) {
  const [lines, setLines] = useState('');
  const [reason, setReason] = useState('');
  const [end, setEnd] = useState(list.days === undefined ? '' : dayIn(list.days));
  const [read, setRead] = useState<Pasted>();
  const [linesId, reasonId, endId] = [useId(), useId(), useId()];
  const isEndFaulty = Number.isNaN(readExpiry(end));
  const help = `One a line, as many as there are: ${list.example.join(' or ')}.`;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const pasted = readPasted(lines, list.read, list.key, known);
    setRead(pasted);
    if (pasted.faults.length > 0 || pasted.entries.length === 0 || isEndFaulty) return;
    const grounds = { reason: reason.trim(), expires: readExpiry(end), source: 'Setup page' };
    if (await onAdd(pasted.entries, grounds)) setLines('');
  }

  return (
    <Section title={`Add to ${list.title.toLowerCase()}`} help={help} status="done">
      <Form onSubmit={submit} aria-label={`Add to ${list.title.toLowerCase()}`}>
        <div>
          <label htmlFor={linesId}>Entries</label>
          <TextArea
            inputId={linesId}
            value={lines}
            rowsMin={5}
            rowsMax={16}
            error={(read?.faults.length ?? 0) > 0}
            onChange={(_, { value }) => setLines(value)}
          />
        </div>
        <Side>
          <div>
            <label htmlFor={reasonId}>Reason</label>
            <Text inputId={reasonId} value={reason} onChange={(_, { value }) => setReason(value)} />
          </div>
          <div>
            <label htmlFor={endId}>Last day (UTC)</label>
            <Text
              inputId={endId}
              value={end}
              error={isEndFaulty}
              placeholder="YYYY-MM-DD, empty: never runs out"
              onChange={(_, { value }) => setEnd(value)}
            />
          </div>
          <div>
            <Button type="submit" appearance="primary" label="Add" disabled={lines.trim() === ''} />
          </div>
        </Side>
      </Form>
      {isEndFaulty && (
        <Remark role="alert">The last day is “{end}”, expected a day such as 2035-01-31.</Remark>
      )}
      {read && read.faults.length > 0 && <FaultList faults={read.faults} />}
      {read && read.repeated > 0 && (
        <Remark role="status">
          {read.repeated === 1 ? 'One line repeats' : `${read.repeated} lines repeat`} what was there already.
        </Remark>
      )}
    </Section>
  );
}
