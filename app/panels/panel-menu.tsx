import Button from '@splunk/react-ui/Button';
import Dropdown from '@splunk/react-ui/Dropdown';
import Menu from '@splunk/react-ui/Menu';
import type { SearchRequest } from '../search/client';
import { type Rows, visibleRows } from '../search/rows';
import { SEARCH_PAGE, searchPageUrl } from '../search/search-page';
import { toCsv } from './csv';
import { download } from './download';

interface PanelMenuProps {
  readonly title: string;
  /** The search of the panel; absent before it was asked. */
  readonly asked: SearchRequest | undefined;
  /** Absent while there are none. */
  readonly rows: Rows | undefined;
}

const fileName = (title: string): string => `${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.csv`;

/** What else can be done with a panel: its search copied or opened, its rows taken along. */
export default function PanelMenu({ title, asked, rows }: PanelMenuProps) {
  return (
    <Dropdown
      toggle={<Button appearance="subtle" label="⋯" aria-label={`More about ${title}`} />}
      align="end"
      closeReasons={['clickAway', 'escapeKey', 'contentClick', 'toggleClick']}
      retainFocus
    >
      <Menu>
        <Menu.Item
          disabled={asked === undefined}
          onClick={() => asked && navigator.clipboard.writeText(asked.spl)}
        >
          Copy search
        </Menu.Item>
        {SEARCH_PAGE && asked && (
          <Menu.Item to={searchPageUrl(asked.spl, asked)} openInNewContext>
            Open in Search
          </Menu.Item>
        )}
        <Menu.Item
          disabled={rows === undefined}
          onClick={() => rows && download(fileName(title), toCsv(visibleRows(rows)))}
        >
          Export CSV
        </Menu.Item>
      </Menu>
    </Dropdown>
  );
}
