import type { ActorMaker, Planner } from '../world';
import { backupMx } from './backup-mx';
import { formerStaff, greylisting, mistyped } from './first-contacts';
import { forwards, mailingList } from './lists';
import { machines } from './machines';
import { foreignNewsletters, ownNewsletter } from './newsletter';
import { internetNoise } from './noise';
import { alertStorm, largeMail, outOfOffice, passwordExpiry, stalePassword } from './office-days';
import { ownScanner } from './own-scanner';
import { camera, privateMail } from './private-mail';
import { salesRound } from './sales-round';
import { staff } from './staff';
import { natOffice, roaming, submissionGateway } from './travellers';

/** What goes on all the time, by the name its draws have. */
export const ACTORS: Readonly<Record<string, ActorMaker>> = {
  staff,
  machines,
  foreignNewsletters,
  mailingList,
  forwards,
  roaming,
  natOffice,
  submissionGateway,
  greylisting,
  mistyped,
  formerStaff,
  internetNoise,
  privateMail,
  camera,
};

/** What happens at certain times. */
export const PLANNERS: Readonly<Record<string, Planner>> = {
  ownNewsletter,
  backupMx,
  ownScanner,
  outOfOffice,
  stalePassword,
  passwordExpiry,
  largeMail,
  alertStorm,
  salesRound,
};
