import { createURL } from '@splunk/splunk-utils/url';
import { keepFromRow, Pivot } from '../investigate/entity-link';
import type { TableColumn } from '../model/panel';
import { type Row, textOf } from '../search/rows';
import { APP_ID } from '../shell/app-id';

interface PageLinkProps {
  readonly leads: NonNullable<TableColumn['leads']>;
  readonly row: Row;
  readonly text: string;
}

/** A value that leads to another page of the app, an input of which it sets. */
export function PageLink({ leads: { page, input, from }, row, text }: PageLinkProps) {
  const query = { [`form.${input}`]: textOf(row, from) };
  return (
    <Pivot href={createURL(`app/${APP_ID}/${page}`, query)} onClick={keepFromRow}>
      {text}
    </Pivot>
  );
}
