import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ActionProps } from 'react-querybuilder';

/** Adding is a quiet button; there is one calm primary button on the page, and it is not here. */
export function AddAction({ handleOnClick, label, className, disabled, testID }: ActionProps) {
  return (
    <Button
      size="small"
      type="text"
      icon={<PlusOutlined />}
      className={className}
      disabled={disabled}
      data-testid={testID}
      onClick={(event) => {
        handleOnClick(event);
      }}
    >
      {label}
    </Button>
  );
}

export function RemoveAction({ handleOnClick, title, className, disabled, testID }: ActionProps) {
  return (
    <Button
      size="small"
      type="text"
      icon={<CloseOutlined />}
      className={className}
      disabled={disabled}
      data-testid={testID}
      aria-label={title}
      title={title}
      onClick={(event) => {
        handleOnClick(event);
      }}
    />
  );
}
