import {
  CommentOutlined,
  EnvironmentOutlined,
  FileTextOutlined,
  MailOutlined,
  MessageOutlined,
  PhoneOutlined,
  PlayCircleOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { objectQuery, type Option } from '~/api';
import { useMessages } from '~/i18n';
import { fieldByKey } from '~/records';
import { todayMessages } from './messages';

const icons: Record<string, ReactNode> = {
  call: <PhoneOutlined />,
  visit: <EnvironmentOutlined />,
  meeting: <TeamOutlined />,
  email: <MailOutlined />,
  sms: <MessageOutlined />,
  chat: <CommentOutlined />,
  demo: <PlayCircleOutlined />,
  note: <FileTextOutlined />,
};

export function channelIcon(channel: string): ReactNode {
  return icons[channel] ?? <CommentOutlined />;
}

/** The company's own words for channels, else ours. */
export function useChannels(): { options: Option[]; label: (channel: string) => string } {
  const t = useMessages(todayMessages);
  const followUp = useQuery(objectQuery('follow_up'));
  const own = followUp.data ? fieldByKey(followUp.data, 'channel')?.options : undefined;
  const options: Option[] = own?.length
    ? own
    : [
        { key: 'call', label: t.call_ },
        { key: 'visit', label: t.visit },
        { key: 'meeting', label: t.meeting },
        { key: 'email', label: t.email },
        { key: 'sms', label: t.sms },
        { key: 'chat', label: t.chat },
        { key: 'demo', label: t.demo },
        { key: 'note', label: t.note_ },
      ];
  return { options, label: (channel) => options.find((one) => one.key === channel)?.label ?? channel };
}

export function useOutcomes(): Option[] {
  const activity = useQuery(objectQuery('activity'));
  return (activity.data && fieldByKey(activity.data, 'outcome')?.options) ?? [];
}
