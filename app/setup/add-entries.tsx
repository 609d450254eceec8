import Button from '@splunk/react-ui/Button';
import Text from '@splunk/react-ui/Text';
import TextArea from '@splunk/react-ui/TextArea';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
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

interface LabelledProps {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}

function Labelled({ label, children }: LabelledProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

/** What is wrong with what was written, and what of it was there already. */
function Told({ read, end }: { readonly read: Pasted | undefined; readonly end: string }) {
  const { faults = [], repeated = 0 } = read ?? {};
  return (
    <>
      {Number.isNaN(readExpiry(end)) && (
        <Remark role="alert">The last day is “{end}”, expected a day such as 2035-01-31.</Remark>
      )}
      {faults.length > 0 && <FaultList faults={faults} />}
      {repeated > 0 && (
        <Remark role="status">
          {repeated === 1 ? 'One line repeats' : `${repeated} lines repeat`} what was there already.
        </Remark>
      )}
    </>
  );
}

interface AddEntriesProps {
  readonly list: OwnedList;
  /** What the list has already. */
  readonly known: ReadonlySet<string>;
  readonly onAdd: (entries: readonly Entry[], grounds: Grounds) => Promise<boolean>;
}

/** Gives what is written of new entries, and the function that adds them unless a line is at fault. */
function useNewEntries({ list, known, onAdd }: AddEntriesProps) {
  const [lines, setLines] = useState('');
  const [reason, setReason] = useState('');
  const [end, setEnd] = useState(list.days === undefined ? '' : dayIn(list.days));
  const [read, setRead] = useState<Pasted>();
  const expires = readExpiry(end);
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const pasted = readPasted(lines, list.read, list.key, known);
    setRead(pasted);
    if (pasted.faults.length > 0 || pasted.entries.length === 0 || Number.isNaN(expires)) return;
    const grounds = { reason: reason.trim(), expires, source: 'Setup page' };
    if (await onAdd(pasted.entries, grounds)) setLines('');
  }
  return { lines, setLines, reason, setReason, end, setEnd, read, submit };
}

/** Adds one entry or many, one a line; when a line is at fault nothing is added, and each such line is named. */
export function AddEntries(props: AddEntriesProps) {
  const { title, example } = props.list;
  const { lines, setLines, reason, setReason, end, setEnd, read, submit } = useNewEntries(props);
  const name = `Add to ${title.toLowerCase()}`;
  const help = `One a line, as many as there are: ${example.join(' or ')}.`;
  const hasFaults = (read?.faults.length ?? 0) > 0;
  return (
    <Section title={name} help={help} status="done">
      <Form onSubmit={submit} aria-label={name}>
        <Labelled label="Entries">
          {(id) => (
            <TextArea
              inputId={id}
              value={lines}
              rowsMin={5}
              rowsMax={16}
              error={hasFaults}
              onChange={(_, { value }) => setLines(value)}
            />
          )}
        </Labelled>
        <Side>
          <Labelled label="Reason">
            {(id) => <Text inputId={id} value={reason} onChange={(_, { value }) => setReason(value)} />}
          </Labelled>
          <Labelled label="Last day (UTC)">
            {(id) => (
              <Text
                inputId={id}
                value={end}
                error={Number.isNaN(readExpiry(end))}
                placeholder="YYYY-MM-DD, empty: never runs out"
                onChange={(_, { value }) => setEnd(value)}
              />
            )}
          </Labelled>
          <div>
            <Button type="submit" appearance="primary" label="Add" disabled={lines.trim() === ''} />
          </div>
        </Side>
      </Form>
      <Told read={read} end={end} />
    </Section>
  );
}
