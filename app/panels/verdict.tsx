import styled from 'styled-components';
import { formatValue } from './format-value';
import { verdictColour } from './verdict-colours';

/** A dot in the colour of a verdict or severity, beside its word. */
export const VerdictDot = styled.span.attrs({ 'aria-hidden': true })<{ readonly $verdict: string }>`
  display: inline-block;
  flex: none;
  width: 10px;
  height: 10px;
  margin-right: 6px;
  background: ${({ $verdict }) => verdictColour($verdict)};
  border-radius: 50%;
`;

/** A verdict or severity in words, with a dot in its colour. */
export function Verdict({ verdict }: { readonly verdict: string }) {
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      <VerdictDot $verdict={verdict} />
      {formatValue('verdict', verdict)}
    </span>
  );
}
