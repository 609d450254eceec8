import { createURL } from '@splunk/splunk-utils/url';
import { type MouseEvent, useContext } from 'react';
import styled from 'styled-components';
import type { EntityKind } from '../model/entity';
import { plainText } from '../panels/plain-text';
import { APP_ID } from '../shell/app-id';
import { ChosenRange } from '../shell/time-range-context';

/** A link within a text: dotted, so that many of them do not shout. */
export const Pivot = styled.a`
  color: inherit;
  text-decoration: underline dotted;
  text-underline-offset: 3px;
  &:hover {
    text-decoration: underline;
  }
`;

interface EntityLinkProps {
  readonly kind: EntityKind;
  readonly value: string;
}

/** Keeps a click on a link from the row that it stands in, which has one of its own. */
export const keepFromRow = (event: MouseEvent): void => event.stopPropagation();

/** Gives the parts of a value that lines are best broken between. */
function breakable(value: string) {
  const at = value.indexOf('@') + 1;
  if (at === 0) return value;
  return (
    <>
      {value.slice(0, at)}
      <wbr />
      {value.slice(at)}
    </>
  );
}

/** A value that leads to the Investigate page, over the time range of the present one. */
export function EntityLink({ kind, value }: EntityLinkProps) {
  const range = useContext(ChosenRange);
  const query = { 'form.kind': kind, 'form.entity': value, ...range };
  return (
    <Pivot
      href={createURL(`app/${APP_ID}/investigate`, query)}
      title={`Investigate ${value}`}
      onClick={keepFromRow}
    >
      {breakable(plainText(value))}
    </Pivot>
  );
}
