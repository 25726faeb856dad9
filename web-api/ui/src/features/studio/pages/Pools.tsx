import { Segmented } from 'antd';
import type { Part } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { type Path, useStudio } from '../core/Studio';
import { textOf } from '../core/words';
import { studioMessages } from '../messages';
import { ConditionAt } from '../parts/ConditionAt';
import { NumberAt, RadioAt, SelectAt, SeveralAt, useAt } from '../parts/controls';
import { Group } from '../parts/Row';
import { objectOf, useRoles, WorkPage } from './WorkPage';

type Days = number | Record<string, number> | undefined;

/** After how many days without a contact a record falls back: one number for all, or one for each grade. */
function Reclaim({ object, path }: { object: string; path: Path }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition } = useStudio();
  const [days, set] = useAt<Exclude<Days, undefined>>(path);
  const grades = definition.gradeScales?.find((scale) => scale.object === object)?.grades ?? [];
  const byGrade = typeof days === 'object';
  const strange = byGrade
    ? Object.keys(days).filter((key) => !grades.some((grade) => grade.key === key))
    : [];
  const choose = (way: string) => {
    const one = byGrade ? Math.max(1, ...Object.values(days)) : (days ?? 30);
    set(way === 'grade' ? Object.fromEntries(grades.map((grade) => [grade.key, one])) : one);
  };
  return (
    <Group title={t.reclaimAfter} hint={byGrade ? t.reclaimByGradeHint : t.reclaimHint}>
      {(grades.length > 0 || byGrade) && (
        <Segmented
          aria-label={t.reclaimAfter}
          value={byGrade ? 'grade' : 'all'}
          options={[
            { value: 'all', label: t.reclaimAll },
            { value: 'grade', label: t.reclaimGrades },
          ]}
          onChange={choose}
        />
      )}
      {byGrade ? (
        <div className="reclaim-grades">
          {[
            ...grades.map(({ key, label }) => ({ key, label: textOf(label, locale) || key })),
            ...strange.map((key) => ({ key, label: key })),
          ].map(({ key, label }) => (
            <NumberAt
              key={key}
              path={[...path, key]}
              label={label}
              min={1}
              suffix={t.days}
              placeholder={t.reclaimNever}
            />
          ))}
        </div>
      ) : (
        <NumberAt path={path} label={t.reclaimDays} min={1} suffix={t.days} placeholder={t.reclaimNever} />
      )}
    </Group>
  );
}

function Pool({ pool, path }: { pool: Part; path: Path }) {
  const t = useMessages(studioMessages);
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
      <Reclaim object={objectOf(pool)} path={[...path, 'reclaimAfterDays']} />
      <div className="form-pair">
        <NumberAt path={[...path, 'warnDays']} label={t.warnDays} min={0} suffix={t.days} />
        <NumberAt
          path={[...path, 'coolOffDays']}
          label={t.coolOff}
          hint={t.coolOffHint}
          min={0}
          suffix={t.days}
        />
      </div>
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
