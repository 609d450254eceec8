import { variables } from '@splunk/themes';
import styled from 'styled-components';

const { statusColorCritical, statusColorHigh, statusColorMedium, statusColorLow, statusColorInfo } =
  variables;

const COLOURS = {
  critical: statusColorCritical,
  high: statusColorHigh,
  medium: statusColorMedium,
  low: statusColorLow,
};

function colourOf(severity: string) {
  return Object.entries(COLOURS).find(([name]) => name === severity)?.[1] ?? statusColorInfo;
}

/** A dot in the colour of a severity, beside its word. */
export const SeverityDot = styled.span.attrs({ 'aria-hidden': true })<{ readonly $severity: string }>`
  display: inline-block;
  flex: none;
  width: 10px;
  height: 10px;
  margin-right: 6px;
  background: ${({ $severity }) => colourOf($severity)};
  border-radius: 50%;
`;

/** A severity in words, with its dot. */
export function Severity({ severity }: { readonly severity: string }) {
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      <SeverityDot $severity={severity} />
      {severity}
    </span>
  );
}
