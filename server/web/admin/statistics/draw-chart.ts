import type { SafeHtml } from '../../safe-html.ts';
import { plainSvg } from './plain-svg.ts';

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
  /** stands beside its table, so it is half as wide */
  readonly half?: boolean;
  /** stands beside another picture of the same kind, so it is half as wide */
  readonly beside?: boolean;
  /** where the axis at the left ends; default: where the values do */
  readonly most?: number;
  readonly rightMost?: number;
  /** stands in a letter, which is less wide than a screen */
  readonly letter?: boolean;
  /** bars lie, the first category at the top; for names that are long */
  readonly across?: boolean;
}

const size = { width: 960, height: 280 };
const halfSize = { width: 520, height: 280 };
const letterSize = { width: 720, height: 280 };
/** of a lying bar's group, so that many have room */
const rowHeight = 40;

/** Draws a chart as SVG that may stand in a page. */
export type DrawChart = (chart: Chart) => SafeHtml;

let loading: Promise<DrawChart> | undefined;

/** The drawing library takes a third of a second to load: it comes with the first picture, not with every start. */
export function chartDrawer(): Promise<DrawChart> {
  loading ??= loadDrawer();
  return loading;
}

async function loadDrawer(): Promise<DrawChart> {
  const [{ init, use }, { BarChart, LineChart }, { GridComponent, LegendComponent }, { SVGRenderer }] =
    await Promise.all([
      import('echarts/core'),
      import('echarts/charts'),
      import('echarts/components'),
      import('echarts/renderers'),
    ]);
  use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);
  return (chart) => drawChart(chart, init);
}

function drawChart(chart: Chart, init: typeof import('echarts/core').init): SafeHtml {
  const { label, categories, across, series } = chart;
  const { width, height } = sizeOf(chart);
  const drawn = init(null, null, {
    renderer: 'svg',
    ssr: true,
    width,
    height: across ? Math.max(200, 80 + categories.length * rowHeight) : height,
  });
  drawn.setOption({
    animation: false,
    legend: {
      show: series.length > 1,
      top: 0,
      left: 'center',
      itemWidth: 14,
      itemHeight: 10,
      itemGap: 22,
      textStyle: { color: ink, fontSize: 12 },
    },
    ...axesOf(chart, width),
    series: series.map(({ name, kind, colour, values, right }) => ({
      name,
      type: kind,
      silent: true,
      yAxisIndex: right ? 1 : 0,
      data: [...values],
      barMaxWidth: 28,
      connectNulls: false,
      symbol: categories.length > 62 ? 'none' : 'circle',
      symbolSize: 5,
      lineStyle: { color: colour, width: 2 },
      itemStyle: { color: colour },
    })),
  });
  const svg = drawn.renderToSVGString();
  drawn.dispose();
  return plainSvg(svg, label);
}

function sizeOf({ half, beside, letter }: Chart): typeof size {
  if (half || beside) return halfSize;
  return letter ? letterSize : size;
}

const axis = {
  axisLine: { show: false },
  axisTick: { show: false },
  axisLabel: { color: ink, fontSize: 12 },
};

const left = 44;
const lineHeight = 14;
const fewNames = 12;

/**
 * Where each is named a long name goes on below, within what it has of the width: beside one another they would be written over one another.
 * Of many the library leaves out those that have no room.
 */
function namesBelow({ categories, half }: Chart, width: number) {
  if (!half && categories.length > fewNames) return { axisLabel: axis.axisLabel, bottom: 28 };
  const fontSize = half ? 11 : 12;
  const each = Math.max(40, Math.floor(width / Math.max(1, categories.length)) - 6);
  const lines = Math.max(1, ...categories.map((name) => Math.ceil((widthOf(name) * fontSize) / each)));
  return {
    axisLabel: {
      ...axis.axisLabel,
      fontSize,
      lineHeight,
      width: each,
      overflow: 'break' as const,
      interval: 0,
    },
    bottom: 14 + lineHeight * Math.min(lines, 4),
  };
}

/** In heights of its letters, generously. */
function widthOf(name: string): number {
  return [...name].reduce((sum, one) => sum + (one > '\u2e7f' ? 1 : 0.62), 0);
}

function axesOf(chart: Chart, width: number) {
  const { categories, unit, rightUnit, across, most, rightMost } = chart;
  const value = (name: string) => ({
    ...axis,
    type: 'value' as const,
    name,
    nameGap: 14,
    nameTextStyle: { color: ink, fontSize: 12, align: 'left' as const, padding: [0, 0, 0, -24] },
    splitLine: { lineStyle: { color: line } },
    minInterval: 1,
  });
  const category = {
    ...axis,
    type: 'category' as const,
    data: [...categories],
    axisLine: { show: true, lineStyle: { color: line } },
  };
  if (across) {
    const axisLabel = { ...axis.axisLabel, width: 150, overflow: 'break' as const, lineHeight: 14 };
    return {
      grid: {
        left: 8,
        right: 24,
        top: 36,
        bottom: 12,
        outerBoundsMode: 'same' as const,
        outerBoundsContain: 'axisLabel' as const,
      },
      // the legend or the heading says what is counted
      xAxis: value(''),
      yAxis: { ...category, inverse: true, axisLabel },
    };
  }
  const right = rightUnit === undefined ? 12 : left;
  const { axisLabel, bottom } = namesBelow(chart, width - left - right);
  return {
    grid: { left, right, top: 52, bottom },
    xAxis: { ...category, axisLabel },
    yAxis:
      rightUnit === undefined
        ? value(unit)
        : [
            { ...value(unit), ...(most === undefined ? {} : { max: most }) },
            {
              ...value(rightUnit),
              ...(rightMost === undefined ? {} : { max: rightMost }),
              splitLine: { show: false },
            },
          ],
  };
}
