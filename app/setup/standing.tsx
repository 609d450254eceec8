import { variables } from '@splunk/themes';
import styled from 'styled-components';

const KINDS = {
  good: { sign: '✓', colour: variables.statusColorNormal },
  weak: { sign: '!', colour: variables.statusColorMedium },
  missing: { sign: '✕', colour: variables.statusColorCritical },
  off: { sign: '–', colour: variables.contentColorMuted },
} as const;

const Sign = styled.span<{ readonly $kind: keyof typeof KINDS }>`
  display: inline-flex;
  flex: none;
  align-items: center;
  justify-content: center;
  box-sizing: border-box;
  width: 18px;
  height: 18px;
  border: 2px solid ${({ $kind }) => KINDS[$kind].colour};
  border-radius: 50%;
  color: ${variables.contentColorActive};
  font-size: 11px;
  font-weight: ${variables.fontWeightBold};
  line-height: 1;
`;

/** The sign for how something stands, whose word is read out or stands beside it. */
export function StandingSign({ kind }: { readonly kind: keyof typeof KINDS }) {
  return (
    <Sign $kind={kind} aria-hidden>
      {KINDS[kind].sign}
    </Sign>
  );
}
