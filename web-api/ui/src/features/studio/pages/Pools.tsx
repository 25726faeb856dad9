import type { Part } from '~/api';
import { useMessages } from '~/i18n';
import type { Path } from '../core/Studio';
import { studioMessages } from '../messages';
import { ConditionAt } from '../parts/ConditionAt';
import { NumberAt, RadioAt, SelectAt, SeveralAt, useAt } from '../parts/controls';
import { JsonAt } from '../parts/JsonAt';
import { objectOf, useRoles, WorkPage } from './WorkPage';

function Pool({ pool, path }: { pool: Part; path: Path }) {
  const t = useMessages(studioMessages);
  const [days] = useAt<unknown>([...path, 'reclaimAfterDays']);
  return (
    <>
      <ConditionAt
        path={[...path, 'when']}
        object={objectOf(pool)}
        label={t.poolWhen}
        hint={t.poolWhenHint}
      />
      <SeveralAt path={[...path, 'roles']} label={t.poolRoles} hint={t.allRolesHint} options={useRoles()} />
      <NumberAt path={[...path, 'claimLimit']} label={t.claimLimit} hint={t.claimLimitHint} min={1} />
      <div className="form-pair">
        {typeof days === 'object' ? (
          <JsonAt path={[...path, 'reclaimAfterDays']} label={t.reclaimAfter} hint={t.reclaimByGradeHint} />
        ) : (
          <NumberAt path={[...path, 'reclaimAfterDays']} label={t.reclaimAfter} min={1} suffix={t.days} />
        )}
        <NumberAt path={[...path, 'warnDays']} label={t.warnDays} min={0} suffix={t.days} />
      </div>
      <NumberAt
        path={[...path, 'coolOffDays']}
        label={t.coolOff}
        hint={t.coolOffHint}
        min={0}
        suffix={t.days}
      />
    </>
  );
}

export function PoolsPage() {
  const t = useMessages(studioMessages);
  return (
    <WorkPage
      list="pools"
      title={t.pools}
      hint={t.poolsHint}
      add={t.addPool}
      empty={t.noPools}
      remove={t.removePool}
      stem="pool"
      first={(object) => ({ object, reclaimAfterDays: 30, warnDays: 3 })}
    >
      {(pool, path) => <Pool pool={pool} path={path} />}
    </WorkPage>
  );
}

function Assignment({ rule, path }: { rule: Part; path: Path }) {
  const t = useMessages(studioMessages);
  return (
    <>
      <ConditionAt
        path={[...path, 'when']}
        object={objectOf(rule)}
        label={t.assignWhen}
        hint={t.assignHint}
      />
      <RadioAt
        path={[...path, 'method']}
        label={t.method}
        fallback="round_robin"
        options={(['round_robin', 'load', 'fixed'] as const).map((one) => ({
          value: one,
          label: t[`method_${one}`],
        }))}
      />
      <SelectAt path={[...path, 'role']} label={t.assignRole} options={useRoles()} />
      <SeveralAt
        path={[...path, 'members']}
        label={t.assignMembers}
        hint={t.assignMembersHint}
        options={[]}
        free
      />
    </>
  );
}

export function AssignmentsPage() {
  const t = useMessages(studioMessages);
  return (
    <WorkPage
      list="assignments"
      title={t.assignments}
      hint={t.assignmentsHint}
      add={t.addAssignment}
      empty={t.noAssignments}
      remove={t.removeAssignment}
      stem="assignment"
      first={(object) => ({ object, method: 'round_robin', role: 'rep' })}
    >
      {(rule, path) => <Assignment rule={rule} path={path} />}
    </WorkPage>
  );
}
