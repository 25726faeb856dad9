import { DownOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { asProblem, type ObjectView, recordQuery, type RecordView } from '~/api';
import { useMessages } from '~/i18n';
import { useQueryClient } from '@tanstack/react-query';
import { Chip } from '~/parts';
import { recordPageMessages } from './messages';
import { useSave } from './useSave';

/** The grade and the way to another one. */
export function GradeMenu({ object, record }: { object: ObjectView; record: RecordView }) {
  const t = useMessages(recordPageMessages);
  const { notification } = App.useApp();
  const queries = useQueryClient();
  const saving = useSave(object.key, object.fields, record, ({ theirs }) => {
    notification.warning({ title: t.conflictTitle, description: theirs.updatedBy?.name });
    queries.setQueryData(recordQuery(object.key, record.id).queryKey, theirs);
  });
  if (!object.gradeScale) {
    return null;
  }
  const { field, grades } = object.gradeScale;
  const grade = grades.find((one) => one.key === record.values[field]);
  const choose = (key: string) => {
    saving.mutate(
      { field, value: key },
      {
        onError: (failure) => {
          const problem = asProblem(failure);
          if (problem && problem.status !== 412) {
            notification.error({
              title: problem.message,
              description: problem.errors.map((e) => e.message).join(' '),
            });
          }
        },
      },
    );
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: grade ? [grade.key] : [],
        items: grades.map(({ key, label, color, ripeness }) => ({
          key,
          label: (
            <span className="grade-option">
              <Chip color={color}>{label}</Chip> {ripeness != null && `${String(ripeness)}%`}
            </span>
          ),
        })),
        onClick: ({ key }) => {
          if (key !== grade?.key) {
            choose(key);
          }
        },
      }}
    >
      <Button loading={saving.isPending} aria-label={t.grade} className="grade-button">
        {grade ? <Chip color={grade.color}>{grade.label}</Chip> : t.grade} <DownOutlined />
      </Button>
    </Dropdown>
  );
}
