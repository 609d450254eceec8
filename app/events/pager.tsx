import Paginator from '@splunk/react-ui/Paginator';

interface PagerProps {
  /** Counted from 1. */
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
}

/** Leads to the page before and behind; nothing where there is one page alone. */
export function Pager({ page, pages, onPage }: PagerProps) {
  if (pages < 2) return null;
  return (
    <Paginator.Compact
      current={page}
      totalPages={pages}
      renderLabel={() => `Page ${page.toLocaleString('en-US')} of ${pages.toLocaleString('en-US')}`}
      onChange={(_, data) => data.page !== undefined && onPage(data.page)}
    />
  );
}
