import type { Detection } from '../detection';
import { displayNameFraud } from './spoofing/display-name-fraud';
import { forgedThread } from './spoofing/forged-thread';
import { headerForgery } from './spoofing/header-forgery';
import { lookAlikeDomain } from './spoofing/look-alike-domain';
import { ownDomainSpoof } from './spoofing/own-domain-spoof';
import { replyToFraud } from './spoofing/reply-to-fraud';

/** Who is not who it claims to be. */
export const SPOOFING: readonly Detection[] = [
  headerForgery,
  ownDomainSpoof,
  lookAlikeDomain,
  displayNameFraud,
  replyToFraud,
  forgedThread,
];
