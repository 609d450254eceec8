import Button from '@splunk/react-ui/Button';
import { createURL } from '@splunk/splunk-utils/url';
import { useState } from 'react';
import { APP_ID } from '../shell/app-id';

interface CopyLinkProps {
  /** Key of a finding. */
  readonly finding: string;
}

/** A link to a finding, whatever time range and choices another page has; pressed it is copied where the browser allows that, else followed. */
export function CopyLink({ finding }: CopyLinkProps) {
  const [copied, setCopied] = useState<string>();
  const path = createURL(`app/${APP_ID}/findings`, { 'form.finding': finding });
  // Browsers have a clipboard for pages from https and from this machine alone.
  if (navigator.clipboard === undefined) return <Button label="Link" to={path} />;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(new URL(path, window.location.href).href);
    setCopied(finding);
  };
  return (
    <Button label={copied === finding ? 'Link copied' : 'Copy link'} aria-live="polite" onClick={copy} />
  );
}
