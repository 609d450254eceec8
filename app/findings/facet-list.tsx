import { variables } from '@splunk/themes';
import { Fragment, type ReactNode } from 'react';
import styled from 'styled-components';
import { FacetButton } from './facet-button';

const List = styled.ul<{ readonly $isRow: boolean }>`
  display: flex;
  flex-direction: ${({ $isRow }) => ($isRow ? 'row' : 'column')};
  flex-wrap: wrap;
  gap: 2px;
  margin: 0;
  padding: 0;
  list-style: none;
  li {
    flex: ${({ $isRow }) => ($isRow ? '1 1 auto' : 'none')};
    min-width: ${({ $isRow }) => ($isRow ? 'max-content' : 0)};
  }
`;

const Group = styled.h3`
  margin: 6px 0 2px;
  color: ${variables.contentColorDefault};
  font-size: ${variables.fontSizeSmall};
  font-weight: ${variables.fontWeightNormal};
`;

/** A value to choose, as it is written and in full. */
export interface FacetOption {
  readonly value: string;
  readonly label: ReactNode;
  readonly title: string;
  /** Stands above the first of those that share it. */
  readonly group?: string;
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
export function FacetList({
  options,
  counts,
  chosen,
  isRow = false,
  onChoose,
  isSingle = false,
}: FacetListProps) {
  return (
    <List $isRow={isRow}>
      {options.map(({ value, label, title, group }, at) => (
        <Fragment key={`${group} ${value}`}>
          {group !== undefined && group !== options[at - 1]?.group && (
            <li>
              <Group>{group}</Group>
            </li>
          )}
          <li>
            <FacetButton
              label={label}
              title={title}
              count={counts.get(value) ?? 0}
              isChosen={chosen.includes(value)}
              onToggle={() => onChoose(toggled(chosen, value, isSingle))}
            />
          </li>
        </Fragment>
      ))}
    </List>
  );
}
