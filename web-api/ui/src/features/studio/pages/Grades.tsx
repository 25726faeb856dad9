import { ExperimentOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Tabs } from 'antd';
import { useState } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router';
import type { Definition, GradeDefinition, GradeScaleDefinition } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { Notice, PageHead, usePageTitle } from '~/parts';
import { useStudio } from '../core/Studio';
import { textOf } from '../core/words';
import { studioMessages } from '../messages';
import { ColorAt, LabelAt, NumberAt, RadioAt, SelectAt } from '../parts/controls';
import { Criteria } from '../parts/Criteria';
import { Parts } from '../parts/Parts';
import { SimulateDrawer } from '../simulate/SimulateDrawer';
import { AddScale, ungraded } from './AddScale';

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
      <div className="studio-panel form-below scale-below">
        <RadioAt
          path={['gradeScales', at, 'mode']}
          label={t.gradeMode}
          hint={t.gradeModeHint}
          fallback="suggest"
          options={[
            { value: 'suggest', label: t.modeSuggest },
            { value: 'automatic', label: t.modeAutomatic },
          ]}
        />
        <NumberAt
          path={['gradeScales', at, 'minimumHoldDays']}
          label={t.minimumHold}
          hint={t.minimumHoldHint}
          min={0}
          suffix={t.days}
        />
        <RemoveScale scale={scale} at={at} />
      </div>
    </>
  );
}

/** Records then keep the field as a plain one, its grades as its options. */
function RemoveScale({ scale, at }: { scale: GradeScaleDefinition; at: number }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const { definition, change } = useStudio();
  const object = definition.objects.find((one) => one.key === scale.object);
  const field = object?.fields.find((one) => one.key === scale.field);
  const remove = () => {
    modal.confirm({
      title: t.removeScaleTitle(textOf(object?.label, locale)),
      content: t.removeScaleHint(textOf(field?.label, locale) || scale.field),
      okText: t.removeScale,
      okButtonProps: { danger: true },
      onOk: () => {
        change((before) => withoutScale(before, at));
        void navigate('/studio/grades');
      },
    });
  };
  return (
    <Button danger type="text" onClick={remove}>
      {t.removeScale}
    </Button>
  );
}

function withoutScale(before: Definition, at: number): Definition {
  const scale = before.gradeScales?.[at];
  return {
    ...before,
    objects: before.objects.map((object) =>
      object.key !== scale?.object
        ? object
        : {
            ...object,
            fields: object.fields.map((field) =>
              field.key === scale.field
                ? { ...field, options: scale.grades.map(({ key, label, color }) => ({ key, label, color })) }
                : field,
            ),
          },
    ),
    gradeScales: before.gradeScales?.filter((_, position) => position !== at),
  };
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
  const [open, setOpen] = useState<'add' | 'simulate' | null>(null);
  const close = () => {
    setOpen(null);
  };
  if (!scale && first) {
    return <Navigate to={`/studio/grades/${first.object}`} replace />;
  }
  return (
    <>
      <PageHead
        title={t.gradesTitle}
        below={t.gradesHint}
        actions={
          <>
            {scale && (
              <Button
                icon={<ExperimentOutlined />}
                onClick={() => {
                  setOpen('simulate');
                }}
              >
                {t.simulate}
              </Button>
            )}
            {ungraded(definition).length > 0 && (
              <Button
                icon={<PlusOutlined />}
                onClick={() => {
                  setOpen('add');
                }}
              >
                {t.addScale}
              </Button>
            )}
          </>
        }
      />
      {open === 'simulate' && scale && (
        <SimulateDrawer object={scale.object} first={{ kind: 'grade' }} onClose={close} />
      )}
      {open === 'add' && (
        <AddScale
          onClose={close}
          onAdded={(object) => {
            close();
            void navigate(`/studio/grades/${object}`);
          }}
        />
      )}
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
