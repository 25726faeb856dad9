import type { ThemeConfig } from 'antd';

export const fonts =
  "'Inter', 'Segoe UI', system-ui, -apple-system, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

export function themeOf(brand: string): ThemeConfig {
  return {
    token: {
      colorPrimary: brand,
      colorLink: brand,
      colorInfo: brand,
      colorSuccess: '#1f7a4a',
      colorSuccessBg: '#e6f3ea',
      colorSuccessBorder: '#b5d8c2',
      colorWarning: '#b86e00',
      colorError: '#c0392b',
      colorTextBase: '#1c2620',
      colorTextDescription: '#56625a',
      colorTextPlaceholder: '#6f7a72',
      colorBgLayout: '#f6f7f2',
      colorBorder: '#d3d9cf',
      colorBorderSecondary: '#e5e9e1',
      borderRadius: 8,
      borderRadiusLG: 12,
      fontFamily: fonts,
      fontSize: 14,
      controlHeight: 34,
      boxShadowTertiary: 'none',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
      Table: {
        headerBg: '#f1f4ed',
        headerColor: '#56625a',
        headerSplitColor: 'transparent',
        rowHoverBg: '#f7faf4',
      },
      Modal: { titleFontSize: 18 },
      Form: { verticalLabelPadding: '0 0 4px', itemMarginBottom: 16 },
    },
  };
}
