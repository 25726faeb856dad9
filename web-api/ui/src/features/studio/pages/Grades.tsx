import { Tabs } from 'antd';
import { Navigate, useNavigate, useParams } from 'react-router';
import type { GradeDefinition, GradeScaleDefinition } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { Notice, PageHead, usePageTitle } from '~/parts';
import { useStudio } from '../core/Studio';
import { textOf } from '../core/words';
import { studioMessages } from '../messages';
import { ColorAt, LabelAt, NumberAt, SelectAt } from '../parts/controls';
import { Criteria } from '../parts/Criteria';
import { Parts } from '../parts/Parts';

function Scale({ scale, at, chosen }: { scale: GradeScaleDefinition; at: number; chosen?: string }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition, published } = useStudio();
  const before = (published.gradeScales ?? []).findIndex(
    (one) => one.object === scale.object && one.field === scale.field,
  );
  const old = published.gradeScales?.[before]?.grades ?? [];
  const cadences = (definition.cadences ?? []).filter((cadence) => cadence.object === scale.object);
  return (
    <>
      <Parts<GradeDefinition>
        path={['gradeScales', at, 'grades']}
        publishedPath={before < 0 ? null : ['gradeScales', before, 'grades']}
        title={t.grades}
        home={`/studio/grades/${scale.object}`}
        chosen={chosen}
        empty={t.noGrades}
        addLabel={t.addGrade}
        stem="grade"
        fresh={({ key, label }) => ({ key, label, ripeness: 50, color: '#e0a526' })}
        itemOf={(grade) => ({
          before: <span className="studio-dot" style={{ background: grade.color ?? 'var(--faint)' }} />,
          below: textOf(cadences.find((one) => one.key === grade.cadence)?.label, locale) || t.noCadence,
          after: <span className="studio-rate">{grade.ripeness ?? 0}%</span>,
        })}
        removeLabel={t.removeGrade}
        removeSure={t.removeStageSure}
      >
        {(grade, path) => (
          <div key={grade.key}>
            <LabelAt path={[...path, 'label']} label={t.name} />
            <div className="form-four">
              <NumberAt
                path={[...path, 'ripeness']}
                label={t.ripeness}
                hint={t.ripenessHint}
                min={0}
                max={100}
                suffix="%"
              />
              <ColorAt path={[...path, 'color']} label={t.color} />
            </div>
            <SelectAt
              path={[...path, 'cadence']}
              label={t.cadence}
              hint={t.cadenceHint}
              placeholder={t.noCadence}
              options={cadences.map((one) => ({
                value: one.key,
                label: textOf(one.label, locale) || one.key,
              }))}
            />
            <Criteria
              path={[...path, 'criteria']}
              object={scale.object}
              fixed={(old.find((one) => one.key === grade.key)?.criteria ?? []).map((one) => one.key)}
              severities={false}
              title={t.gradeCriteria}
              hint={t.gradeCriteriaHint}
              none={t.noGradeCriteria}
            />
          </div>
        )}
      </Parts>
      <div className="studio-panel form-below">
        <NumberAt
          path={['gradeScales', at, 'minimumHoldDays']}
          label={t.minimumHold}
          hint={t.minimumHoldHint}
          min={0}
          suffix={t.days}
        />
      </div>
    </>
  );
}

/** How ripe a record is, and what makes it so. */
export function GradesPage() {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const navigate = useNavigate();
  const { object: key, grade } = useParams();
  const { definition } = useStudio();
  usePageTitle(t.gradesTitle);
  const scales = definition.gradeScales ?? [];
  const at = scales.findIndex((scale) => scale.object === key);
  const scale = scales[at];
  const first = scales[0];
  if (!scale && first) {
    return <Navigate to={`/studio/grades/${first.object}`} replace />;
  }
  return (
    <>
      <PageHead title={t.gradesTitle} below={t.gradesHint} />
      {scales.length > 1 && (
        <Tabs
          activeKey={key}
          items={scales.map((one) => ({
            key: one.object,
            label: textOf(definition.objects.find((object) => object.key === one.object)?.label, locale),
          }))}
          onChange={(next) => void navigate(`/studio/grades/${next}`)}
        />
      )}
      {scale ? (
        <Scale key={scale.object} scale={scale} at={at} chosen={grade} />
      ) : (
        <Notice title={t.noScale} hint={t.noScaleHint} ripe={0.3} />
      )}
    </>
  );
}
