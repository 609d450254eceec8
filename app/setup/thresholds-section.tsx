import Button from '@splunk/react-ui/Button';
import Table from '@splunk/react-ui/Table';
import Text from '@splunk/react-ui/Text';
import { useEffect, useId, useState } from 'react';
import styled from 'styled-components';
import { changeEntry, type RestEntry, useEntries } from '../rest/entries';
import { Remark, Section } from '../shell/section';
import { THRESHOLDS, type Threshold, thresholdFault } from './thresholds';

const MACROS = 'configs/conf-macros';

const Buttons = styled.div`
  display: flex;
  gap: 8px;
`;

const Told = styled.div`
  max-width: 70ch;
`;

interface ThresholdRowProps {
  readonly threshold: Threshold;
  /** As it is now. */
  readonly value: string;
  readonly onSave: (threshold: Threshold, value: string) => void;
}

function ThresholdButtons({ threshold, value, onSave, text }: ThresholdRowProps & { readonly text: string }) {
  const { title, shipped } = threshold;
  return (
    <Buttons>
      <Button
        inline
        appearance="primary"
        label="Save"
        aria-label={`Save ${title}`}
        disabled={text === value || thresholdFault(threshold, text) !== undefined}
        onClick={() => onSave(threshold, text)}
      />
      <Button
        inline
        appearance="secondary"
        label="Reset"
        aria-label={`Reset ${title}`}
        disabled={value === shipped}
        onClick={() => onSave(threshold, shipped)}
      />
    </Buttons>
  );
}

function ThresholdRow(row: ThresholdRowProps) {
  const { threshold, value } = row;
  const { title, help, shipped } = threshold;
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const titleId = useId();
  const fault = thresholdFault(threshold, text);
  return (
    <Table.Row>
      <Table.Cell>
        <Told>
          <strong id={titleId}>{title}</strong>
          <div>{help}</div>
        </Told>
      </Table.Cell>
      <Table.Cell>
        <div>
          <Text
            inline
            value={text}
            labelledBy={titleId}
            error={fault !== undefined}
            style={{ width: 110 }}
            onChange={(_, data) => setText(data.value)}
          />
          {fault !== undefined && <Remark role="alert">{fault}</Remark>}
        </div>
      </Table.Cell>
      <Table.Cell>{shipped}</Table.Cell>
      <Table.Cell>
        <ThresholdButtons {...row} text={text} />
      </Table.Cell>
    </Table.Row>
  );
}

function definitionOf(entries: readonly RestEntry[], macro: string): string | undefined {
  const definition = entries.find(({ name }) => name === macro)?.content['definition'];
  return definition === undefined ? undefined : String(definition);
}

const TITLES = ['Threshold', 'Now', 'As the app comes', 'Change'];

/** Gives the thresholds as they are, the function that sets one, and what became of that, in words. */
function useThresholds() {
  const { entries, error, reload } = useEntries(MACROS);
  const [refusal, setRefusal] = useState<string>();
  const [told, setTold] = useState('');
  async function save({ macro, title, shipped }: Threshold, value: string): Promise<void> {
    try {
      await changeEntry(`${MACROS}/${macro}`, { definition: value });
      await reload();
      setRefusal(undefined);
      setTold(`${title} is ${value === shipped ? `${value} again, as the app comes` : value}.`);
    } catch (fault) {
      setTold('');
      setRefusal(fault instanceof Error ? fault.message : String(fault));
    }
  }
  return { entries, failure: refusal ?? error, told, save };
}

/** The figures at which detections begin to find something, each of which can be set and reset. */
export function ThresholdsSection() {
  const { entries, failure, told, save } = useThresholds();
  return (
    <Section
      title="Thresholds"
      help="The figures were measured on generated companies (docs/detections.md). They are macros, which an administrator may change; alerts take a new figure at their next run."
      status={entries ? 'done' : failure === undefined ? 'running' : 'failed'}
    >
      {failure !== undefined && <Remark role="alert">{failure}</Remark>}
      <Remark role="status">{told}</Remark>
      {entries && (
        <Table aria-label="Thresholds" horizontalOverflow="scroll">
          <Table.Head>
            {TITLES.map((title) => (
              <Table.HeadCell key={title}>{title}</Table.HeadCell>
            ))}
          </Table.Head>
          <Table.Body>
            {THRESHOLDS.map((threshold) => (
              <ThresholdRow
                key={threshold.macro}
                threshold={threshold}
                value={definitionOf(entries, threshold.macro) ?? threshold.shipped}
                onSave={save}
              />
            ))}
          </Table.Body>
        </Table>
      )}
    </Section>
  );
}
