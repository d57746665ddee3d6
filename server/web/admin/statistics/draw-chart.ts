import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { plainSvg } from './plain-svg.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);

// the colours of public/styles/tokens.css
const ink = '#455565';
const line = '#d3dbe3';
export const chartColours = {
  port: '#1d5da0',
  soft: '#8fb6dc',
  done: '#17603e',
  deep: '#0b2745',
  edge: '#778695',
} as const;

export interface Series {
  readonly name: string;
  readonly kind: 'bar' | 'line';
  readonly colour: string;
  /** null: nothing to show there */
  readonly values: readonly (number | null)[];
  /** measured at the right side */
  readonly right?: boolean;
}

export interface Chart {
  /** what the picture shows, for whoever does not see it */
  readonly label: string;
  readonly categories: readonly string[];
  readonly unit: string;
  readonly rightUnit?: string;
  readonly series: readonly Series[];
}

const width = 960;
const height = 280;

/** A chart as SVG that may stand in a page. */
export function drawChart({ label, categories, unit, rightUnit, series }: Chart): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  const axis = {
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: ink, fontSize: 12 },
  };
  const value = (name: string) => ({
    ...axis,
    type: 'value' as const,
    name,
    nameGap: 14,
    nameTextStyle: { color: ink, fontSize: 12, align: 'left' as const, padding: [0, 0, 0, -24] },
    splitLine: { lineStyle: { color: line } },
    minInterval: 1,
  });
  chart.setOption({
    animation: false,
    grid: { left: 44, right: rightUnit === undefined ? 12 : 44, top: 52, bottom: 28 },
    legend: {
      top: 0,
      left: 'center',
      itemWidth: 14,
      itemHeight: 10,
      itemGap: 22,
      textStyle: { color: ink, fontSize: 12 },
    },
    xAxis: {
      ...axis,
      type: 'category',
      data: [...categories],
      axisLine: { show: true, lineStyle: { color: line } },
    },
    yAxis:
      rightUnit === undefined
        ? value(unit)
        : [value(unit), { ...value(rightUnit), splitLine: { show: false } }],
    series: series.map(({ name, kind, colour, values, right }) => ({
      name,
      type: kind,
      silent: true,
      yAxisIndex: right ? 1 : 0,
      data: [...values],
      barMaxWidth: 28,
      symbol: categories.length > 62 ? 'none' : 'circle',
      symbolSize: 5,
      lineStyle: { color: colour, width: 2 },
      itemStyle: { color: colour },
    })),
  });
  const drawn = chart.renderToSVGString();
  chart.dispose();
  return plainSvg(drawn, label);
}
