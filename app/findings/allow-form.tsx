import ControlGroup from '@splunk/react-ui/ControlGroup';
import Select from '@splunk/react-ui/Select';
import { useState } from 'react';
import { AllowDialog } from './allow-dialog';
import { coveredBy, coveredCases, SCOPES, type Scope, unnameable } from './allowlist';
import type { Case } from './finding';
import { detectionTitle } from './known-detections';
import type { Told } from './use-triage';

interface AllowFormProps {
  /** Those to make entries of. */
  readonly cases: readonly Case[];
  readonly allCases: readonly Case[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

const isScope = (value: unknown): value is Scope => Object.keys(SCOPES).some((scope) => scope === value);

function describe(cases: readonly Case[], allCases: readonly Case[], scope: Scope): string {
  const covered = coveredBy(cases, scope);
  const some = covered
    .slice(0, 3)
    .map(({ entity, detection }) => {
      const about = entity === '*' ? 'any entity' : entity;
      return `${about} for ${detection === '*' ? 'every detection' : detectionTitle(detection)}`;
    })
    .join('; ');
  const more = covered.length > 3 ? ` and ${covered.length - 3} more` : '';
  const hidden = coveredCases(allCases, covered).length;
  return `${covered.length} ${covered.length === 1 ? 'entry' : 'entries'}: ${some}${more}. ${hidden} of the findings read here no longer count as open, and alerts raise no new ones.`;
}

const problemOf = (cases: readonly Case[], scope: Scope): Told | undefined => {
  const names = unnameable(cases, scope);
  if (names.length > 0)
    return { type: 'error', text: `A * stands for anything, so no entry can name ${names.join(', ')}.` };
  if (scope !== 'detection') return undefined;
  return { type: 'warning', text: 'These detections find nothing at all any more until the entry ends.' };
};

/** Puts what findings are about on the allowlist, with a reason and an end. */
export function AllowForm({ cases, allCases, onClose, onSaved }: AllowFormProps) {
  const [scope, setScope] = useState<Scope>('pair');
  const problem = problemOf(cases, scope);
  return (
    <AllowDialog
      title="Put on the allowlist"
      covered={problem?.type === 'error' ? undefined : coveredBy(cases, scope)}
      problem={problem}
      onClose={onClose}
      onSaved={onSaved}
    >
      <ControlGroup label="What" labelPosition="top">
        <Select value={scope} onChange={(_, { value }) => isScope(value) && setScope(value)}>
          {Object.entries(SCOPES).map(([value, label]) => (
            <Select.Option key={value} label={label} value={value} />
          ))}
        </Select>
      </ControlGroup>
      <p data-test="covers">{describe(cases, allCases, scope)}</p>
    </AllowDialog>
  );
}
