import styled from 'styled-components';
import { formatValue } from './format-value';
import { verdictColour } from './verdict-colours';

const Dot = styled.span<{ readonly $verdict: string }>`
  display: inline-block;
  width: 10px;
  height: 10px;
  margin-right: 6px;
  background: ${({ $verdict }) => verdictColour($verdict)};
  border-radius: 50%;
`;

/** A verdict in words, with a dot in its colour. */
export function Verdict({ verdict }: { readonly verdict: string }) {
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      <Dot $verdict={verdict} aria-hidden />
      {formatValue('verdict', verdict)}
    </span>
  );
}
