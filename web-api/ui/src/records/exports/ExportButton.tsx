import { DownloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { asProblem, download, type ObjectView } from '~/api';
import { useMessages } from '~/i18n';
import { exportMessages } from './messages';

export interface ExportQuestion {
  filter?: string;
  sort?: string;
  q?: string;
  pool?: string;
}

interface ExportButtonProps {
  object: ObjectView;
  question: ExportQuestion;
  /** The columns on the screen. */
  fields: readonly string[];
}

const ways = {
  xlsx: { format: 'xlsx' },
  csv: { format: 'csv', encoding: 'utf-8' },
  csvChinese: { format: 'csv', encoding: 'gb18030' },
} as const;

type Way = keyof typeof ways;

/** The list as it stands, with its filter, search, pool and columns, as a file. */
export function ExportButton({ object, question, fields }: ExportButtonProps) {
  const t = useMessages(exportMessages);
  const { message, notification } = App.useApp();
  const exporting = useMutation({
    mutationFn: (way: Way) =>
      download('/api/v1/exports', {
        object: object.key,
        ...ways[way],
        ...(question.filter ? { filter: question.filter } : {}),
        ...(question.sort ? { sort: question.sort } : {}),
        ...(question.q ? { q: question.q } : {}),
        ...(question.pool ? { pool: question.pool } : {}),
        fields: [...fields],
      }),
    onSuccess: (name) => {
      void message.success(t.exported(name));
    },
    onError: (failure) => {
      notification.error({ title: t.failed, description: asProblem(failure)?.message });
    },
  });
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: (Object.keys(ways) as Way[]).map((key) => ({ key, label: t[key] })),
        onClick: ({ key }) => {
          exporting.mutate(key as Way);
        },
      }}
    >
      <Button icon={<DownloadOutlined />} loading={exporting.isPending} aria-busy={exporting.isPending}>
        {exporting.isPending ? t.exporting : t.export}
      </Button>
    </Dropdown>
  );
}
