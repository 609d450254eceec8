import Button from '@splunk/react-ui/Button';
import { type ReactNode, useState } from 'react';
import styled from 'styled-components';
import { FacetButton } from './facet-button';

const List = styled.ul<{ readonly $isRow: boolean }>`
  display: flex;
  flex-direction: ${({ $isRow }) => ($isRow ? 'row' : 'column')};
  flex-wrap: ${({ $isRow }) => ($isRow ? 'wrap' : 'nowrap')};
  gap: 2px;
  margin: 0;
  padding: 0;
  list-style: none;
  li {
    flex: ${({ $isRow }) => ($isRow ? '1 1 auto' : 'none')};
    min-width: ${({ $isRow }) => ($isRow ? 'max-content' : 0)};
  }
`;

// More than these are a press away.
const SHOWN_FIRST = 10;

/** A value to choose, as it is written and in full. */
export interface FacetOption {
  readonly value: string;
  readonly label: ReactNode;
  readonly title: string;
}

interface FacetListProps {
  readonly options: readonly FacetOption[];
  readonly counts: ReadonlyMap<string, number>;
  readonly chosen: readonly string[];
  readonly isRow?: boolean;
  readonly onChoose: (chosen: readonly string[]) => void;
  /** One value takes the place of another. */
  readonly isSingle?: boolean;
}

function toggled(chosen: readonly string[], value: string, isSingle: boolean): readonly string[] {
  if (chosen.includes(value)) return chosen.filter((each) => each !== value);
  return isSingle ? [value] : [...chosen, value];
}

/** Values that findings are chosen by, one below or beside the other. */
export function FacetList(props: FacetListProps) {
  const { options, counts, chosen, isRow = false, onChoose, isSingle = false } = props;
  const [isWhole, setWhole] = useState(false);
  const first = options.filter(({ value }, at) => at < SHOWN_FIRST || chosen.includes(value));
  const shown = isWhole ? options : first;
  return (
    <>
      <List $isRow={isRow}>
        {shown.map(({ value, label, title }) => (
          <li key={value}>
            <FacetButton
              label={label}
              title={title}
              count={counts.get(value) ?? 0}
              isChosen={chosen.includes(value)}
              onToggle={() => onChoose(toggled(chosen, value, isSingle))}
            />
          </li>
        ))}
      </List>
      {first.length < options.length && (
        <Button
          appearance="subtle"
          aria-expanded={isWhole}
          label={isWhole ? 'Fewer' : `All ${options.length}`}
          onClick={() => setWhole(!isWhole)}
        />
      )}
    </>
  );
}
