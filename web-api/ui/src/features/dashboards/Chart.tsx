import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Figure } from './groups';

register([BarChart, LineChart, PieChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

export interface ChartProps {
  kind: 'bar' | 'line' | 'pie';
  label: string;
  figures: readonly Figure[];
  /** A figure in words, in short where it stands on an axis. */
  textOf: (value: number, compact?: boolean) => string;
  onChoose: (figure: Figure) => void;
}

const palette = [
  '#1d7f4e',
  '#e0a526',
  '#2f6fb0',
  '#b1487f',
  '#2a8c97',
  '#d9822b',
  '#6b5bb5',
  '#8aa832',
  '#8a938d',
];

function style(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function optionOf({ kind, label, figures, textOf }: ChartProps) {
  const ink = style('--muted') || '#5f6b64';
  const line = style('--line') || '#e4e8e4';
  const brand = style('--brand') || '#1d7f4e';
  const data = figures.map((figure, at) => ({
    name: figure.label,
    value: figure.value,
    itemStyle: {
      color: figure.color ?? (kind === 'pie' ? palette[at % palette.length] : brand),
      ...(kind === 'bar' ? { borderRadius: [4, 4, 0, 0] } : {}),
    },
  }));
  const shared = {
    animationDuration: 250,
    // The real name: letters are measured apart from the page, where nothing is inherited.
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily || 'sans-serif', color: ink },
    aria: { enabled: true, label: { description: label } },
    tooltip: {
      trigger: kind === 'line' ? 'axis' : 'item',
      confine: true,
      formatter: (given: unknown) => {
        const one = (Array.isArray(given) ? given[0] : given) as { name: string; value: number };
        return `${escaped(one.name)}<br><b>${escaped(textOf(one.value))}</b>`;
      },
    },
  };
  if (kind === 'pie') {
    return {
      ...shared,
      series: [
        {
          type: 'pie',
          radius: ['34%', '58%'],
          data,
          label: { color: ink, alignTo: 'edge', edgeDistance: 4, minMargin: 4, overflow: 'truncate' },
          labelLine: { length: 8, length2: 0, maxSurfaceAngle: 80 },
          itemStyle: { borderColor: '#fff', borderWidth: 2 },
        },
      ],
    };
  }
  return {
    ...shared,
    grid: { left: 8, right: 12, top: 16, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: figures.map((figure) => figure.label),
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      axisLabel: {
        color: ink,
        overflow: 'truncate',
        width: 84,
        ...(kind === 'bar' && figures.length <= 14
          ? { interval: 0, rotate: figures.length > 4 ? 32 : 0 }
          : { hideOverlap: true }),
      },
    },
    yAxis: {
      type: 'value',
      splitLine: { lineStyle: { color: line } },
      axisLabel: { color: ink, formatter: (value: number) => textOf(value, true) },
    },
    series: [
      {
        type: kind,
        data,
        barMaxWidth: 44,
        smooth: false,
        symbolSize: 7,
        lineStyle: { color: brand, width: 2 },
      },
    ],
  };
}

/** A chart of figures. It is drawn for the eye: the table beside it says the same to everybody. */
export default function Chart(props: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const choose = useRef(props);
  useEffect(() => {
    choose.current = props;
  });
  useEffect(() => {
    if (!place.current) {
      return undefined;
    }
    const drawn = init(place.current, null, { renderer: 'svg' });
    chart.current = drawn;
    drawn.on('click', ({ dataIndex }) => {
      const figure = typeof dataIndex === 'number' ? choose.current.figures[dataIndex] : undefined;
      if (figure) {
        choose.current.onChoose(figure);
      }
    });
    const watch = new ResizeObserver(() => {
      drawn.resize();
    });
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(optionOf(props), true);
  });
  return <div ref={place} className="chart" role="img" aria-label={props.label} />;
}
