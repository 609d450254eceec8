import { variables } from '@splunk/themes';
import styled from 'styled-components';

const Sign = styled.i<{ readonly $colour: string }>`
  display: inline-block;
  width: 12px;
  height: 10px;
  margin-right: 6px;
  background: ${({ $colour }) => $colour};
`;

const Dashes = styled.i`
  display: inline-block;
  width: 16px;
  margin: 0 6px 3px 0;
  border-top: 1px dashed ${variables.contentColorActive};
`;

const NO_BAND =
  'No band: too short a history. A bucket is judged once six earlier ones of the same series are known.';

interface BandLegendProps {
  readonly unit: string;
  /** Whether anything was expected at all. */
  readonly isBanded: boolean;
}

/** What the signs of a series with its band stand for, or why there is no band. */
export function BandLegend({ unit, isBanded }: BandLegendProps) {
  if (!isBanded) return <span>{NO_BAND}</span>;
  return (
    <>
      <span>
        <Sign aria-hidden $colour="#5b9bd5" />
        {unit}
      </span>
      <span>
        <Sign aria-hidden $colour="rgba(128, 128, 128, 0.4)" />
        expected band
      </span>
      <span>
        <Dashes aria-hidden />
        usual
      </span>
      <span>▼ spike</span>
    </>
  );
}
