import { useMessages } from '~/i18n';
import { PageHead, usePageTitle } from '~/parts';
import { studioMessages } from '../messages';
import { ConditionAt } from '../parts/ConditionAt';
import { NumberAt, RadioAt } from '../parts/controls';
import { OrderedAt } from '../parts/OrderedAt';
import { Group } from '../parts/Row';

/** How members work off what is planned, and what counts as a contact. */
export function WorkdayPage() {
  const t = useMessages(studioMessages);
  usePageTitle(t.workday);
  return (
    <>
      <PageHead title={t.workday} below={t.workdayHint} />
      <div className="studio-panel form-page">
        <NumberAt
          path={['workday', 'capacity']}
          label={t.capacity}
          hint={t.capacityHint}
          min={1}
          max={500}
          placeholder={t.noLimit}
        />
        <OrderedAt
          path={['workday', 'rank']}
          label={t.rank}
          hint={t.rankHint}
          addLabel={t.add}
          options={(['ripeness', 'amount', 'lateness', 'reclaim'] as const).map((one) => ({
            value: one,
            label: t[`rank_${one}`],
          }))}
        />
        <Group title={t.finishing}>
          <RadioAt
            path={['workday', 'nextStep']}
            label={t.nextStep}
            hint={t.nextStepHint}
            fallback="optional"
            options={[
              { value: 'optional', label: t.nextStepOptional },
              { value: 'required', label: t.nextStepRequired },
            ]}
          />
          <NumberAt
            path={['workday', 'snoozes']}
            label={t.snoozes}
            hint={t.snoozesHint}
            min={0}
            max={100}
            placeholder={t.noLimit}
          />
        </Group>
        <Group title={t.away}>
          <RadioAt
            path={['workday', 'onLeave']}
            label={t.onLeave}
            fallback="deputy"
            options={[
              { value: 'deputy', label: t.onLeaveDeputy },
              { value: 'wait', label: t.onLeaveWait },
            ]}
          />
          <NumberAt
            path={['workday', 'escalateAfterDays']}
            label={t.escalateAfter}
            hint={t.escalateAfterHint}
            min={1}
            suffix={t.days}
            placeholder={t.never_}
          />
        </Group>
        <Group title={t.contacts}>
          <ConditionAt
            path={['contacts', 'effective']}
            object="activity"
            label={t.effective}
            hint={t.effectiveHint}
          />
        </Group>
      </div>
    </>
  );
}
