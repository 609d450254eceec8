import { variables } from '@splunk/themes';
import styled from 'styled-components';
import type { Place } from './align-texts';

const Line = styled.div`
  display: flex;
  flex-wrap: wrap;
  row-gap: 6px;
  font-family: ${variables.monoFontFamily};
  font-size: 16px;
  line-height: 22px;
`;

// Letters of other scripts must not turn the line round: each stands alone in its own direction.
const Column = styled.span`
  display: inline-flex;
  flex-direction: column;
  min-width: 11px;
  direction: ltr;
  text-align: center;
  unicode-bidi: isolate;
`;

const Letter = styled.span<{ readonly $isOther: boolean }>`
  height: 22px;
  color: ${variables.contentColorActive};
  border-bottom: 2px ${({ $isOther }) => ($isOther ? 'solid' : 'none')} ${variables.contentColorActive};
  background: ${({ $isOther }) => ($isOther ? variables.interactiveColorOverlaySelected : 'none')};
  font-weight: ${({ $isOther }) => ($isOther ? variables.fontWeightSemiBold : variables.fontWeightNormal)};
  unicode-bidi: isolate;
`;

const GAP = '·';

/** Two aligned texts one above the other; what differs is underlined, a gap is a dot. */
export function Letters({ places, label }: { readonly places: readonly Place[]; readonly label: string }) {
  return (
    <Line role="img" aria-label={label}>
      {places.map(({ number, above, below }) => (
        <Column key={number}>
          <Letter $isOther={above !== below}>{above || GAP}</Letter>
          <Letter $isOther={above !== below}>{below || GAP}</Letter>
        </Column>
      ))}
    </Line>
  );
}
