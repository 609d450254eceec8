import TabBar from '@splunk/react-ui/TabBar';
import styled from 'styled-components';
import type { TimeRange } from '../search/search-board';
import { ListEditor } from './list-editor';
import { LISTS } from './lists';

const Columns = styled.div`
  display: flex;
  gap: 16px;
  align-items: flex-start;
`;

interface ListSectionProps {
  /** The collection of the list that is shown. */
  readonly chosen: string;
  readonly onChoose: (collection: string) => void;
  /** What suggestions are read from; undefined as long as that is not known, or there is nothing. */
  readonly range: TimeRange | undefined;
}

/** The lists that people own, one at a time. */
export function ListSection({ chosen, onChoose, range }: ListSectionProps) {
  const list = LISTS.find(({ collection }) => collection === chosen) ?? LISTS[0];
  if (list === undefined) return null;
  return (
    <Columns>
      <TabBar
        layout="vertical"
        aria-label="Lists"
        activeTabId={list.collection}
        onChange={(_, { selectedTabId }) => selectedTabId !== undefined && onChoose(selectedTabId)}
        style={{ flex: '0 0 180px' }}
      >
        {LISTS.map(({ collection, title }) => (
          <TabBar.Tab key={collection} tabId={collection} label={title} />
        ))}
      </TabBar>
      <ListEditor key={list.collection} list={list} range={range} />
    </Columns>
  );
}
