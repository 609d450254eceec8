import Link from '@splunk/react-ui/Link';
import { buildNumber } from '@splunk/splunk-utils/config';
import { createURL } from '@splunk/splunk-utils/url';
import { variables } from '@splunk/themes';
import styled from 'styled-components';
import type { TimeRange } from '../search/search-board';
import { APP_ID } from '../shell/app-id';

// The workbench, which gives this word for Splunk's build number, has no search page.
const HAS_SEARCH_PAGE = buildNumber !== 'workbench';

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
  const to = createURL(`app/${APP_ID}/search`, {
    q: spl,
    earliest: range.earliest,
    latest: range.latest || 'now',
  });
  return (
    <Line>
      <code>{spl}</code>
      {HAS_SEARCH_PAGE && (
        <Link to={to} openInNewContext>
          Open in Search
        </Link>
      )}
    </Line>
  );
}
