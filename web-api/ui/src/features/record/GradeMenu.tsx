import { DownOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { asProblem, type ObjectView, recordQuery, type RecordView } from '~/api';
import { useMessages } from '~/i18n';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Chip } from '~/parts';
import { mayDo } from '~/records';
import { GradeDialog, SuggestedGrade } from './Grade';
import { recordPageMessages } from './messages';
import { useSave } from './useSave';

/** The entry beside the grades that opens the dialog. */
const WITH_REASON = ':reason';

/** The grade and the way to another one. */
export function GradeMenu({ object, record }: { object: ObjectView; record: RecordView }) {
  const t = useMessages(recordPageMessages);
  const { notification } = App.useApp();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
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
  const mayChange = mayDo(object, record, 'grade');
  const ask = () => {
    setOpen(true);
  };
  return (
    <>
      {mayChange && <SuggestedGrade object={object} record={record} onWhy={ask} />}
      <Dropdown
        trigger={['click']}
        menu={{
          selectable: true,
          selectedKeys: grade ? [grade.key] : [],
          items: [
            ...(mayChange ? grades : []).map(({ key, label, color, ripeness }) => ({
              key,
              label: (
                <span className="grade-option">
                  <Chip color={color}>{label}</Chip> {ripeness != null && `${String(ripeness)}%`}
                </span>
              ),
            })),
            { type: 'divider' as const },
            { key: WITH_REASON, label: mayChange ? t.gradeWithReason : t.gradeWhy },
          ],
          onClick: ({ key }) => {
            if (key === WITH_REASON) {
              ask();
            } else if (key !== grade?.key) {
              choose(key);
            }
          },
        }}
      >
        <Button loading={saving.isPending} aria-label={t.grade} className="grade-button">
          {grade ? <Chip color={grade.color}>{grade.label}</Chip> : t.grade} <DownOutlined />
        </Button>
      </Dropdown>
      {open && (
        <GradeDialog
          object={object}
          record={record}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}
