import Button from '@splunk/react-ui/Button';

interface StoppedProps {
  readonly message: string;
  readonly onRetry: () => void;
}

/** Why a panel has no rows though its search was asked for, and the button that asks again. */
export default function Stopped({ message, onRetry }: StoppedProps) {
  return (
    <>
      <span>{message}</span>
      <Button label="Search again" onClick={onRetry} />
    </>
  );
}
