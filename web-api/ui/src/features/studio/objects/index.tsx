import { PlusOutlined } from '@ant-design/icons';
import { Button, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import { Problem } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { LoadFailed, PageHead, usePageTitle } from '~/parts';
import { useStudio } from '../core/Studio';
import { textOf } from '../core/words';
import { studioMessages } from '../messages';
import { AddDialog } from '../parts/AddDialog';
import { Fields } from './Fields';
import { Layout } from './Layout';
import { Duplicates, Validations } from './Rules';
import { Settings } from './Settings';
import { isStandard } from './standard';

/** All objects of the company. */
export function ObjectsPage() {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const navigate = useNavigate();
  const { definition, published, add } = useStudio();
  const [adding, setAdding] = useState(false);
  usePageTitle(t.objects);
  return (
    <>
      <PageHead
        title={t.objects}
        below={t.objectsHint}
        actions={
          <Button
            icon={<PlusOutlined />}
            onClick={() => {
              setAdding(true);
            }}
          >
            {t.addObject}
          </Button>
        }
      />
      <ul className="object-cards">
        {definition.objects.map((object) => (
          <li key={object.key}>
            <Link to={`/studio/objects/${object.key}/fields`}>
              <strong>{textOf(object.label, locale) || object.key}</strong>
              <code>{object.key}</code>
              <span>{t.fieldsCount(object.fields.length)}</span>
              {isStandard(object.key) ? <Tag variant="filled">{t.standard}</Tag> : <Tag>{t.custom}</Tag>}
              {!published.objects.some((one) => one.key === object.key) && (
                <Tag color="success">{t.isNew}</Tag>
              )}
            </Link>
          </li>
        ))}
      </ul>
      {adding && (
        <AddDialog
          title={t.addObject}
          taken={[...definition.objects, ...published.objects].map((object) => object.key)}
          stem="object"
          onClose={() => {
            setAdding(false);
          }}
          onAdd={({ key, label }) => {
            setAdding(false);
            add(['objects'], {
              key,
              label,
              plural: label,
              nameField: 'name',
              visibility: 'team',
              fields: [
                {
                  key: 'name',
                  label: { 'zh-CN': '名称', en: 'Name' },
                  type: 'text',
                  required: true,
                  maxLength: 200,
                },
              ],
            });
            void navigate(`/studio/objects/${key}/fields`);
          }}
        />
      )}
    </>
  );
}

/** One object: its fields, settings, rules and layout. */
export function ObjectPage() {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const navigate = useNavigate();
  const { object: key = '', tab = 'fields', part } = useParams();
  const { definition } = useStudio();
  const at = definition.objects.findIndex((one) => one.key === key);
  const object = definition.objects[at];
  usePageTitle(textOf(object?.label, locale));
  if (!object) {
    return <LoadFailed error={new Problem(404, {})} retry={() => void navigate('/studio/objects')} />;
  }
  const pages = {
    fields: <Fields object={object} at={at} chosen={part} />,
    settings: <Settings object={object} at={at} />,
    validations: <Validations object={object} at={at} chosen={part} />,
    duplicates: <Duplicates object={object} at={at} chosen={part} />,
    layout: <Layout object={object} />,
  };
  if (!(tab in pages)) {
    return <Navigate to={`/studio/objects/${key}/fields`} replace />;
  }
  const count = (list: readonly unknown[] | undefined) => (list?.length ? ` ${String(list.length)}` : '');
  return (
    <>
      <PageHead
        above={<Link to="/studio/objects">{t.objects}</Link>}
        title={textOf(object.label, locale) || object.key}
      />
      <Tabs
        activeKey={tab}
        items={[
          { key: 'fields', label: t.fields + count(object.fields) },
          { key: 'settings', label: t.settings },
          { key: 'validations', label: t.validations + count(object.validations) },
          { key: 'duplicates', label: t.duplicates + count(object.duplicates) },
          { key: 'layout', label: t.layout },
        ]}
        onChange={(next) => void navigate(`/studio/objects/${key}/${next}`)}
      />
      {pages[tab as keyof typeof pages]}
    </>
  );
}
