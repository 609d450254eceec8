import Link from '@splunk/react-ui/Link';
import { variables } from '@splunk/themes';
import styled from 'styled-components';
import type { TimeRange } from '../search/search-board';
import { SEARCH_PAGE, searchPageUrl } from '../search/search-page';

const Line = styled.div`
  display: flex;
  gap: 12px;
  align-items: baseline;
  code {
    flex: 1 1 auto;
    padding: 6px 8px;
    background: ${variables.backgroundColorPage};
    font-family: ${variables.monoFontFamily};
    font-size: ${variables.fontSizeSmall};
    overflow-wrap: anywhere;
  }
`;

/** The search behind a view, to be copied, and a link that opens it in Splunk's own search page. */
export function SearchText({ spl, range }: { readonly spl: string; readonly range: TimeRange }) {
  return (
    <Line>
      <code>{spl}</code>
      {SEARCH_PAGE && (
        <Link to={searchPageUrl(spl, range)} openInNewContext>
          Open in Search
        </Link>
      )}
    </Line>
  );
}
