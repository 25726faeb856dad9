import type { Part } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { type Path, useStudio } from '../core/Studio';
import { textOf } from '../core/words';
import { studioMessages } from '../messages';
import { ConditionAt } from '../parts/ConditionAt';
import { LabelAt, RadioAt, SelectAt, SeveralAt, TextAt } from '../parts/controls';
import { OrderedAt } from '../parts/OrderedAt';
import { Group } from '../parts/Row';
import { Rows } from '../parts/Rows';
import { objectOf, useFields, useObjects, useRoles, WorkPage } from './WorkPage';

function View({ view, path }: { view: Part; path: Path }) {
  const t = useMessages(studioMessages);
  const object = objectOf(view);
  const fields = useFields(object);
  const system = [
    { value: 'owner_id', label: t.owner },
    { value: 'created_at', label: t.createdAt },
    { value: 'updated_at', label: t.updatedAt },
  ];
  return (
    <>
      <ConditionAt path={[...path, 'filter']} object={object} label={t.viewFilter} />
      <OrderedAt path={[...path, 'columns']} label={t.columns} options={[...fields, ...system]} />
      <TextAt path={[...path, 'sort']} label={t.sort} hint={t.sortHint} mono />
      <RadioAt
        path={[...path, 'kind']}
        label={t.viewKind}
        fallback="list"
        options={[
          { value: 'list', label: t.viewList },
          { value: 'board', label: t.viewBoard },
        ]}
      />
      <SeveralAt path={[...path, 'roles']} label={t.viewRoles} hint={t.allRolesHint} options={useRoles()} />
    </>
  );
}

export function ViewsPage() {
  const t = useMessages(studioMessages);
  const { definition } = useStudio();
  return (
    <WorkPage
      list="views"
      title={t.views}
      hint={t.viewsHint}
      add={t.addView}
      empty={t.noViews}
      remove={t.removeView}
      stem="view"
      first={(object) => ({
        object,
        columns: definition.objects
          .find((one) => one.key === object)
          ?.fields.slice(0, 5)
          .map((one) => one.key),
      })}
    >
      {(view, path) => <View view={view} path={path} />}
    </WorkPage>
  );
}

function Tile({ path, tile }: { path: Path; tile: Part }) {
  const t = useMessages(studioMessages);
  const objects = useObjects();
  const fields = useFields(objectOf(tile));
  const numbers = fields.filter((field) => ['integer', 'decimal', 'percent', 'currency', 'formula', 'rollup'].includes(field.type)); // prettier-ignore
  const measure = tile.measure as { fn?: string; field?: string } | undefined;
  const locale = useLocale();
  const { definition } = useStudio();
  const groups = [
    ...fields.filter((field) => field.type !== 'long_text' && field.type !== 'multi_select'),
    { value: 'owner_id', label: t.owner },
  ];
  const dated = fields.some(
    (field) => field.value === tile.groupBy && ['date', 'date_time'].includes(field.type),
  );
  const views = (definition.views ?? [])
    .filter((view) => view.object === tile.object)
    .map((view) => ({ value: view.key, label: textOf(view.label, locale) || view.key }));
  return (
    <>
      <LabelAt path={[...path, 'label']} label={t.name} />
      <div className="form-pair">
        <SelectAt path={[...path, 'object']} label={t.object} options={objects} required />
        <SelectAt
          path={[...path, 'kind']}
          label={t.tileKind}
          required
          options={(['number', 'bar', 'line', 'pie', 'table'] as const).map((one) => ({
            value: one,
            label: t[`tile_${one}`],
          }))}
        />
        <SelectAt
          path={[...path, 'measure', 'fn']}
          label={t.rollupFunction}
          required
          options={(['count', 'sum', 'min', 'max', 'avg'] as const).map((one) => ({
            value: one,
            label: t[`fn_${one}`],
          }))}
        />
        {(measure?.fn !== 'count' || measure.field !== undefined) && (
          <SelectAt path={[...path, 'measure', 'field']} label={t.rollupField} options={numbers} required />
        )}
        {(tile.kind !== 'number' || tile.groupBy !== undefined) && (
          <SelectAt
            path={[...path, 'groupBy']}
            label={t.groupBy}
            required={tile.kind !== 'table' && tile.kind !== 'number'}
            options={groups}
          />
        )}
        {(dated || tile.period !== undefined) && (
          <SelectAt
            path={[...path, 'period']}
            label={t.period}
            options={(['day', 'week', 'month', 'quarter', 'year'] as const).map((one) => ({
              value: one,
              label: t[`period_${one}`],
            }))}
          />
        )}
        <SelectAt path={[...path, 'view']} label={t.tileView} hint={t.tileViewHint} options={views} />
      </div>
      <ConditionAt path={[...path, 'filter']} object={objectOf(tile)} label={t.viewFilter} />
    </>
  );
}

export function DashboardsPage() {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const roles = useRoles();
  return (
    <WorkPage
      list="dashboards"
      title={t.dashboards}
      hint={t.dashboardsHint}
      add={t.addDashboard}
      empty={t.noDashboards}
      remove={t.removeDashboard}
      stem="dashboard"
      withObject={false}
      first={() => ({ tiles: [] })}
    >
      {(_, path) => (
        <>
          <SeveralAt path={[...path, 'roles']} label={t.viewRoles} hint={t.allRolesHint} options={roles} />
          <Group title={t.tiles}>
            <Rows<Part>
              path={[...path, 'tiles']}
              addLabel={t.addTile}
              optional={false}
              fresh={(all) => ({
                key: `tile_${String(all.length + 1)}`,
                label: { 'zh-CN': `图块 ${String(all.length + 1)}`, en: `Tile ${String(all.length + 1)}` },
                object: 'deal',
                kind: 'number',
                measure: { fn: 'count' },
              })}
              nameOf={(tile) => textOf(tile.label, locale) || tile.key}
            >
              {(tile, at) => <Tile path={[...path, 'tiles', at]} tile={tile} />}
            </Rows>
          </Group>
        </>
      )}
    </WorkPage>
  );
}
