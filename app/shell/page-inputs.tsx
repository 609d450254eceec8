import ControlGroup from '@splunk/react-ui/ControlGroup';
import Select from '@splunk/react-ui/Select';
import Text from '@splunk/react-ui/Text';
import { type KeyboardEvent, useEffect, useState } from 'react';
import styled from 'styled-components';
import {
  type Input,
  type InputValues,
  type NumberInput,
  type Preset,
  type TextInput,
  withValue,
} from '../model/input';

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 8px 20px;
  align-items: flex-end;
  margin-bottom: 14px;
`;

interface FieldProps {
  /** ControlGroup gives these to what it labels. */
  readonly labelledBy?: string;
  readonly describedBy?: string;
  readonly input: TextInput | NumberInput;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A field that is taken over when it is left or Enter is pressed: each value starts searches. */
function Field({ input, value, onChange, ...labels }: FieldProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const take = (): void => onChange(text.trim());
  return (
    <Text
      {...labels}
      value={text}
      inline
      canClear={input.kind === 'text'}
      placeholder={input.kind === 'text' ? input.placeholder : `${input.minimum} to ${input.maximum}`}
      style={{ width: input.kind === 'text' ? 320 : 110 }}
      onChange={(_, data) => setText(data.value)}
      onBlur={take}
      onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && take()}
    />
  );
}

interface PresetsProps {
  readonly presets: readonly Preset[];
  readonly values: InputValues;
  readonly onChange: (values: InputValues) => void;
}

// No title is this.
const OWN = '';

/** Named values of several inputs at once; the name of the present ones, if they have any. */
function Presets({ presets, values, onChange }: PresetsProps) {
  const present = presets.find((preset) =>
    Object.entries(preset.values).every(([name, value]) => values[name] === value),
  );
  const take = (title: string): void => {
    const chosen = presets.find((preset) => preset.title === title);
    if (chosen !== undefined) onChange(chosen.values);
  };
  return (
    <ControlGroup label="Preset" labelPosition="top" style={{ margin: 0 }}>
      <Select inline value={present?.title ?? OWN} onChange={(_, data) => take(String(data.value))}>
        <Select.Option label="Own values" value={OWN} disabled={present !== undefined} />
        {presets.map(({ title }) => (
          <Select.Option key={title} label={title} value={title} />
        ))}
      </Select>
    </ControlGroup>
  );
}

interface PageInputsProps {
  readonly inputs: readonly Input[];
  readonly presets?: readonly Preset[] | undefined;
  readonly values: InputValues;
  readonly onChange: (values: InputValues) => void;
}

/** What the reader sets for a whole page. */
export default function PageInputs({ inputs, presets, values, onChange }: PageInputsProps) {
  return (
    <Row data-test="inputs">
      {presets && <Presets presets={presets} values={values} onChange={onChange} />}
      {inputs.map((input) => {
        const { name, title } = input;
        const value = values[name] ?? '';
        const set = (next: string): void => onChange(withValue(inputs, values, name, next));
        return (
          <ControlGroup key={name} label={title} labelPosition="top" style={{ margin: 0 }}>
            {input.kind === 'choice' ? (
              <Select inline value={value} onChange={(_, data) => set(String(data.value))}>
                {input.choices.map((choice) => (
                  <Select.Option key={choice.value} label={choice.title} value={choice.value} />
                ))}
              </Select>
            ) : (
              <Field input={input} value={value} onChange={set} />
            )}
          </ControlGroup>
        );
      })}
    </Row>
  );
}
