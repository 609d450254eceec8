import TabBar from '@splunk/react-ui/TabBar';
import styled from 'styled-components';
import { ListEditor } from './list-editor';
import { LISTS } from './lists';
import type { Log } from './use-log';

const Columns = styled.div`
  display: flex;
  gap: 16px;
  align-items: flex-start;
`;

interface ListSectionProps {
  /** The collection of the list that is shown. */
  readonly chosen: string;
  readonly onChoose: (collection: string) => void;
  readonly log: Log;
}

/** The lists that people own, one at a time. */
export function ListSection({ chosen, onChoose, log }: ListSectionProps) {
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
      <ListEditor key={list.collection} list={list} log={log} />
    </Columns>
  );
}
