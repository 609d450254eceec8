import Message from '@splunk/react-ui/Message';
import type { Told } from './use-triage';

/** What became of a change, told as soon as it is known. */
export function ToldMessage({ told }: { readonly told: Told | undefined }) {
  return (
    <div role={told?.type === 'success' ? 'status' : 'alert'} data-test="told">
      {told && (
        <Message appearance="fill" type={told.type}>
          {told.text}
        </Message>
      )}
    </div>
  );
}
